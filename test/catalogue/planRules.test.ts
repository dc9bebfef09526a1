import type { EndpointId } from '../../nodes/Runway/catalogue/endpoints';
import { files, presets, problemsOf, type Wanted } from './planning';

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
