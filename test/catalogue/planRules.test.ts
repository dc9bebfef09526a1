import type { EndpointId } from '../../nodes/Runway/catalogue/endpoints';
import { files, planOf, presets, problemsOf, type Wanted } from './planning';

describe('rules across fields', () => {
	const png = files('https://a.example/1.png');
	const mp3 = files('https://a.example/1.mp3');
	it.each<[string, EndpointId, string, Wanted, string | undefined]>([
		[
			'ProRes profile without ProRes',
			'video.generate',
			'gen4.5',
			{ modelOptions: { proresProfile: '422' } },
			'Output Format',
		],
		[
			'ProRes profile with MP4',
			'video.generate',
			'gen4.5',
			{ modelOptions: { proresProfile: '422', outputFormat: 'mp4' } },
			'Output Format',
		],
		[
			'ProRes profile with ProRes',
			'video.generate',
			'gen4.5',
			{ modelOptions: { proresProfile: '4444 XQ', outputFormat: 'prores' } },
			undefined,
		],
		[
			'a profile that HDR ProRes lacks',
			'video.animate',
			'gen4.5',
			{ modelOptions: { proresProfile: '4444 XQ', outputFormat: 'hdr_prores' } },
			'ProRes Profile',
		],
		[
			'HDR ProRes without a profile',
			'video.animate',
			'gen4.5',
			{ modelOptions: { outputFormat: 'hdr_prores' } },
			undefined,
		],
		['adaptive without references', 'video.generate', 'hailuo3', { ratio: 'adaptive' }, 'Ratio'],
		[
			'adaptive with a video',
			'video.generate',
			'hailuo3',
			{ ratio: 'adaptive', modelOptions: { referenceVideos: png } },
			undefined,
		],
		['adaptive with an image to animate', 'video.animate', 'hailuo3', { ratio: 'adaptive' }, undefined],
		[
			'audio without an image',
			'video.generate',
			'grok_imagine_1_5',
			{ modelOptions: { referenceAudio: mp3 } },
			'Reference Audio',
		],
		[
			'audio with an image',
			'video.generate',
			'grok_imagine_1_5',
			{ modelOptions: { referenceAudio: mp3, references: png } },
			undefined,
		],
		[
			'1080p with references',
			'video.generate',
			'grok_imagine_1_5',
			{ resolution: '1080p', modelOptions: { references: png } },
			'Resolution',
		],
		['1080p without references', 'video.generate', 'grok_imagine_1_5', { resolution: '1080p' }, undefined],
		[
			'no resolution with references',
			'video.generate',
			'grok_imagine_1_5',
			{ resolution: '', modelOptions: { references: png } },
			undefined,
		],
		['fixed ratio with a frame', 'video.animate', 'wan3', { ratio: '1280:720' }, 'Ratio'],
		['no ratio with a frame', 'video.animate', 'wan3_prime', { ratio: null }, 'Ratio'],
		[
			'fixed ratio with a reference',
			'video.animate',
			'wan3',
			{ ratio: '1280:720', useImageAs: 'reference' },
			undefined,
		],
		['nothing to go by', 'video.generate', 'seedance2_5', { promptText: '' }, 'Prompt'],
		[
			'references instead of a prompt',
			'video.generate',
			'seedance2_5',
			{ promptText: '', modelOptions: { references: png } },
			undefined,
		],
		['an image instead of a prompt', 'video.animate', 'seedance2_5', { promptText: '' }, undefined],
	])('%s', (_what, mode, id, change, field) => {
		const found = problemsOf(mode, { ...presets(mode, id), ...change });
		expect(found.map((problem) => problem.field)).toEqual(field ? [field] : []);
	});

	it('are not brought up against a field that is wrong by itself', () => {
		const found = problemsOf('video.generate', {
			...presets('video.generate', 'gen4.5'),
			modelOptions: { proresProfile: '422', outputFormat: 'avi' },
		});
		expect(found.map(({ field }) => field)).toEqual(['Output Format']);
	});
});

describe('the tag of a reference image', () => {
	const tagged = (tag: string) => ({
		modelOptions: { referenceImages: { file: [{ source: 'url', url: 'https://a.example/1.png', tag }] } },
	});
	it.each([
		// Runway's OpenAPI document asks for lower case; where only the SDK speaks of a model, it asks for letters.
		['gpt_image_2', 'Red_Fox', 'A tag has lower-case letters, digits and underscores only, and begins with a letter. This is "Red_Fox".'],
		['gpt_image_2_5_flare', 'Red_Fox', undefined],
		['gpt_image_2_5_sunburst', 'Red_Fox', undefined],
		['gpt_image_2_5_sunburst', '2_foxes', 'A tag has letters, digits and underscores only, and begins with a letter. This is "2_foxes".'],
		['gpt_image_2_5_sunburst', 'ab', 'GPT Image 2.5 Sunburst wants at least 3 characters, and this text has 2.'],
	])('of %s: %s', (id, tag, message) => {
		const found = problemsOf('image.generate', { ...presets('image.generate', id), ...tagged(tag) });
		expect(found).toEqual(message ? [{ field: 'Reference Images 1: Tag', message }] : []);
	});
});

describe('the keyframes of Aleph 2', () => {
	const range = (start_seconds: unknown, end_seconds: unknown) => ({ start_seconds, end_seconds });
	const [atSecond, atPart] = [{ placedBy: 'seconds', seconds: 3 }, { placedBy: 'at', at: 0.5 }];
	const BACKWARDS = 'The range of a keyframe must end after its start: the end is the whole second before which it stops.';
	it.each<[string, object[], string | undefined]>([
		['by seconds', [{ ...atSecond, ...range(2, 5) }], undefined],
		['by part of the length', [{ ...atPart, ...range(2, 5) }], undefined],
		['without ranges', [atSecond, atPart], undefined],
		['by part of the length, the range backwards', [{ ...atPart, ...range(5, 2) }], BACKWARDS],
		['by part of the length, the range empty', [{ ...atPart, ...range(2, 2) }], BACKWARDS],
		['by seconds, the range backwards', [{ ...atSecond, ...range(5, 2) }], BACKWARDS],
		['the second one backwards', [{ ...atPart, ...range(0, 2) }, { ...atPart, ...range('9', '8') }], BACKWARDS],
		['outside of the range', [{ ...atSecond, ...range(4, 5) }], 'The seconds of a keyframe must lie in its range.'],
		['at the end of the range, which is left out', [{ ...atSecond, ...range(2, 3) }], 'The seconds of a keyframe must lie in its range.'],
		['one with a range and one without', [{ ...atSecond, ...range(2, 5) }, atPart], 'Give every keyframe a range, or none.'],
	])('%s', (_what, rows, message) => {
		const file = rows.map((row) => ({ source: 'url', url: 'https://a.example/1.png', ...row }));
		const found = problemsOf('video.edit', { ...presets('video.edit', 'aleph2'), modelOptions: { keyframes: { file } } });
		expect(found).toEqual(message ? [{ field: 'Keyframes', message }] : []);
	});
});

describe('Seedance 2.5 with a video', () => {
	it.each([
		['reference', { duration: 12, ratio: '1920:1080' }],
		['extend', { duration: 12 }],
		// Runway wants to hear that it decides.
		['edit', { duration: 'auto' }],
	])('in mode %s sends and repeats what the mode takes', (mode, taken) => {
		const wanted = { ...presets('video.edit', 'seedance2_5'), promptText: 'Snow', mode, duration: 12, ratio: '1920:1080' };
		const { body, echo } = planOf('video.edit', wanted);
		const { model, promptText, duration, ratio } = body;
		expect({ model, promptText, mode: body.mode, ...(duration && { duration }), ...(ratio && { ratio }) }).toEqual(echo);
		expect(echo).toEqual({ model: 'seedance2_5', promptText: 'Snow', mode, ...taken });
	});
});
