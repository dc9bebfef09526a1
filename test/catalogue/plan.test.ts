import type { EndpointId } from '../../nodes/Runway/catalogue/endpoints';
import { modelsFor } from '../../nodes/Runway/catalogue/models';
import { MediaSlot } from '../../nodes/Runway/catalogue/plan';
import { files, messageAt, planned, planOf, presets, problemsOf, slot, type Wanted } from './planning';

describe('the retired model', () => {
	it('posts text alone to image_to_video, as the document it comes from does', () => {
		expect(
			planOf('video.generate', {
				model: 'gen3a_turbo',
				promptText: 'A fox',
				duration: 10,
				ratio: '960:960',
				modelOptions: { seed: 42 },
			}),
		).toEqual({
			path: '/v1/image_to_video',
			body: { model: 'gen3a_turbo', promptText: 'A fox', duration: 10, ratio: '960:960', seed: 42 },
			echo: { model: 'gen3a_turbo', promptText: 'A fox', duration: 10, ratio: '960:960', seed: 42 },
			ignored: [],
		});
	});

	it('adds the image as one bare address', () => {
		const url = 'https://a.example/fox.png';
		expect(
			planOf('video.animate', {
				model: 'gen3a_turbo',
				imageSource: 'url',
				imageUrl: url,
				duration: 5,
				ratio: '1280:720',
			}),
		).toEqual({
			path: '/v1/image_to_video',
			body: {
				model: 'gen3a_turbo',
				promptImage: new MediaSlot(['image'], { source: 'url', url }, 'Image'),
				duration: 5,
				ratio: '1280:720',
			},
			echo: { model: 'gen3a_turbo', duration: 5, ratio: '1280:720' },
			ignored: [],
		});
	});

	it('refuses a duration it never had', () => {
		expect(messageAt('Duration', 'video.generate', { ...presets('video.generate', 'gen3a_turbo'), duration: 7 })).toBe(
			'Gen-3 Alpha Turbo does not take 7. Choose one of 5, 10 seconds.',
		);
	});
});

describe('values from expressions', () => {
	const base = presets('video.generate', 'gen4.5');
	it.each<[string, Wanted, Record<string, unknown>]>([
		['a number as text', { duration: '5' }, { duration: 5 }],
		['a number with spaces', { duration: ' 8 ' }, { duration: 8 }],
		['a choice with spaces', { ratio: ' 720:1280 ' }, { ratio: '720:1280' }],
		['a number where text is wanted', { promptText: 42 }, { promptText: '42' }],
		['a seed as text', { modelOptions: { seed: '0' } }, { seed: 0 }],
		[
			'a number that is a choice of texts',
			{ modelOptions: { outputFormat: 'prores', proresProfile: 422 } },
			{ proresProfile: '422' },
		],
		['a model with spaces', { model: ' gen4.5 ' }, { model: 'gen4.5' }],
	])('take %s', (_what, change, expected) => {
		expect(planOf('video.generate', { ...base, ...change }).body).toMatchObject(expected);
	});

	it('take text as yes or no, and numbers of a list as text', () => {
		const wanted = { ...presets('video.generate', 'veo3.1'), duration: '8', modelOptions: { audio: 'False' } };
		expect(planOf('video.generate', wanted).body).toMatchObject({ duration: 8, audio: false });
	});

	it('take auto only where the model does', () => {
		const auto = (id: string) => planned('video.generate', { ...presets('video.generate', id), duration: 'auto' });
		expect(auto('seedance2')).toMatchObject({ value: { body: { duration: 'auto' } } });
		expect(auto('wan3')).toHaveProperty('problems');
	});

	it.each([undefined, null, '', '  '])('leave out an option that is %p', (nothing) => {
		const modelOptions = { seed: nothing, outputFormat: nothing, publicFigureThreshold: nothing };
		const { body } = planOf('video.generate', { ...base, modelOptions });
		expect(Object.keys(body)).toEqual(['model', 'promptText', 'ratio', 'duration']);
	});

	it('keep false, which is not empty', () => {
		const { body } = planOf('video.generate', { ...presets('video.generate', 'veo3.1'), modelOptions: { audio: false } });
		expect(body.audio).toBe(false);
	});

	it.each<[string, Wanted, string, string]>([
		['Prompt', { promptText: { a: 1 } }, 'Prompt', 'Expected text, but got an object.'],
		['Prompt', { promptText: ['a'] }, 'Prompt', 'Expected text, but got a list.'],
		['Prompt', { promptText: true }, 'Prompt', 'Expected text, but got true.'],
		['Ratio', { ratio: 5 }, 'Ratio', 'Gen-4.5 does not take 5. Choose one of 1280:720, 720:1280.'],
		[
			'Duration',
			{ duration: NaN },
			'Duration',
			'Gen-4.5 does not take NaN. Enter a whole number of seconds from 2 to 10.',
		],
		[
			'Duration',
			{ duration: '5s' },
			'Duration',
			'Gen-4.5 does not take "5s". Enter a whole number of seconds from 2 to 10.',
		],
		[
			'Duration',
			{ duration: null },
			'Duration',
			'Empty, but Gen-4.5 needs it. Enter a whole number of seconds from 2 to 10.',
		],
		['Ratio', { ratio: null }, 'Ratio', 'Empty, but Gen-4.5 needs it. Choose one of 1280:720, 720:1280.'],
		[
			'Seed',
			{ modelOptions: { seed: 4294967296 } },
			'Seed',
			'Gen-4.5 does not take 4294967296. Enter a whole number from 0 to 4294967295.',
		],
		['Model Options', { modelOptions: 'seed' }, 'Model Options', 'Expected an object, but got "seed".'],
	])('refuse what is no %s', (_what, change, field, message) => {
		expect(problemsOf('video.generate', { ...base, ...change })).toEqual([{ field, message }]);
	});

	it('refuse a yes-or-no that is neither', () => {
		const wanted = { ...presets('video.generate', 'veo3.1'), modelOptions: { audio: 'loud' } };
		expect(messageAt('Generate Audio', 'video.generate', wanted)).toBe('Expected true or false, but got "loud".');
	});
});

describe('the length of a prompt', () => {
	const base = presets('video.generate', 'gen4.5');

	it('counts UTF-16 code units: 500 emoji fit, 501 do not', () => {
		expect(planOf('video.generate', { ...base, promptText: '🦊'.repeat(500) }).body.promptText).toHaveLength(1000);
		expect(messageAt('Prompt', 'video.generate', { ...base, promptText: '🦊'.repeat(501) })).toBe(
			'Gen-4.5 takes at most 1000 characters, and this text has 1002 (an emoji counts as two or more). Shorten it.',
		);
	});

	it('has a lower end as well', () => {
		const wanted = { ...presets('video.generate', 'happyhorse_1_0'), promptText: 'x' };
		expect(messageAt('Prompt', 'video.generate', wanted)).toBe(
			'HappyHorse 1.0 wants at least 2 characters, and this text has 1.',
		);
	});

	it('is not limited where nobody states a limit', () => {
		const promptText = 'x'.repeat(100_000);
		expect(planOf('video.generate', { ...presets('video.generate', 'wan3'), promptText }).body.promptText).toBe(
			promptText,
		);
	});

	it('holds for the negative prompt too', () => {
		const wanted = { ...presets('video.generate', 'veo3.1'), modelOptions: { negativePrompt: 'x'.repeat(1001) } };
		expect(messageAt('Negative Prompt', 'video.generate', wanted)).toContain('at most 1000 characters');
	});
});

describe('values of another model', () => {
	it('name this model and its own values', () => {
		const wanted = { ...presets('video.generate', 'veo3.1'), ratio: '1584:672', duration: 5 };
		expect(problemsOf('video.generate', wanted)).toEqual([
			{
				field: 'Ratio',
				message: 'Veo 3.1 does not take "1584:672". Choose one of 1280:720, 720:1280, 1080:1920, 1920:1080.',
			},
			{ field: 'Duration', message: 'Veo 3.1 does not take 5. Choose one of 4, 6, 8 seconds.' },
		]);
	});

	it('are all reported at once', () => {
		const found = problemsOf('video.animate', {
			model: 'gen4.5',
			imageSource: 'url',
			imageUrl: 'http://a.example/fox.png',
			promptText: '',
			ratio: '5:4',
			duration: 11,
			modelOptions: { seed: -1, outputFormat: 'avi', publicFigureThreshold: 'high' },
		});
		expect(found.map(({ field }) => field).sort()).toEqual(
			['Duration', 'Image URL', 'Output Format', 'Prompt', 'Public Figure Threshold', 'Ratio', 'Seed'].sort(),
		);
	});
});

describe('an unknown model', () => {
	it('is met with the known ids and the way to use it all the same', () => {
		const message = messageAt('Model', 'video.generate', { model: 'gen9', promptText: 'x' })!;
		expect(message).toContain('There is no model "gen9" in this list. Choose one of ');
		for (const { model } of modelsFor('video.generate')) expect(message).toContain(model.id);
		expect(message).toContain('or Other Model (other) and enter the ID there.');
	});

	it.each([[''], [null], [undefined]])('%p means that none was chosen', (model) => {
		expect(messageAt('Model', 'video.generate', { model })).toMatch(/^No model was chosen\./);
	});

	it.each([[{ value: 'gen4.5' }], [['gen4.5']], [4.5], ['__proto__'], ['constructor']])(
		'%p is none',
		(model) => {
			expect(messageAt('Model', 'video.generate', { model, promptText: 'x' })).toMatch(/^There is no model /);
		},
	);

	it('may only be in the wrong operation', () => {
		expect(messageAt('Model', 'video.generate', { model: 'gen4_turbo', promptText: 'x' })).toMatch(
			/^Gen-4 Turbo cannot do this\. Use the operation Animate Image, or choose one of /,
		);
	});
});

describe('modelOptions of another model', () => {
	it('are named and not sent', () => {
		const wanted = {
			...presets('video.generate', 'gemini_omni_flash'),
			resolution: '720p',
			modelOptions: {
				seed: 4,
				audio: false,
				negativePrompt: 'text',
				proresProfile: '422',
				publicFigureThreshold: 'low',
			},
		};
		const plan = planOf('video.generate', wanted);
		expect([...plan.ignored].sort()).toEqual(
			['Generate Audio', 'Negative Prompt', 'ProRes Profile', 'Public Figure Threshold', 'Seed'].sort(),
		);
		expect(Object.keys(plan.body)).toEqual(['model', 'promptText', 'ratio', 'duration']);
	});

	it("are not named when they are empty, nor are modelOptions that are not the model's business", () => {
		const modelOptions = {
			seed: '',
			negativePrompt: null,
			references: {},
			lastFrame: { file: {} },
			pollInterval: 9,
		};
		expect(planOf('video.generate', { ...presets('video.generate', 'gemini_omni_flash'), modelOptions }).ignored).toEqual([]);
	});

	it.each([
		['references', 'Reference Images', files('https://a.example/1.png')],
		['referenceVideos', 'Reference Videos', files('https://a.example/1.mp4')],
		['referenceAudio', 'Reference Audio', files('https://a.example/1.mp3')],
		['references', 'Reference Images', 'https://a.example/1.png'],
	])('are a problem when a file would be left out (%s)', (name, field, value) => {
		const wanted = { ...presets('video.generate', 'gen4.5'), modelOptions: { [name]: value } };
		expect(messageAt(field, 'video.generate', wanted)).toMatch(/^Gen-4\.5 takes no .*\. Remove it from Model Options/);
	});

	it('come with the models that would take the file', () => {
		const wanted = { ...presets('video.animate', 'gen4_turbo'), modelOptions: { lastFrame: { file: IMAGE_FILE } } };
		expect(messageAt('Last Frame', 'video.animate', wanted)).toBe(
			'Gen-4 Turbo takes no last frame. Remove it from Model Options, or choose one of Gemini Omni Flash 1.1, Hailuo 3, MiniMax H3 Max, Seedance 2.0, Seedance 2.0 Fast, Seedance 2.0 Mini, Seedance 2.5, Veo 3.1, Veo 3.1 Fast, Wan 3, Wan 3 Prime.',
		);
	});
});

const IMAGE_FILE = { source: 'binary', binaryPropertyName: 'end' };

describe('pictures', () => {
	const hailuo = { ...presets('video.animate', 'hailuo3') };
	const lastFrame = { file: IMAGE_FILE };

	it('become a bare address when there is only a first frame', () => {
		expect(planOf('video.animate', { ...hailuo, useImageAs: 'first' }).body.promptImage).toEqual(slot('Image'));
	});

	it('become a list with a position when there is only a last frame', () => {
		expect(planOf('video.animate', { ...hailuo, useImageAs: 'last' }).body.promptImage).toEqual([
			{ uri: slot('Image'), position: 'last' },
		]);
	});

	it('become a list without positions as references', () => {
		const modelOptions = { references: { file: [IMAGE_FILE, { source: 'url', url: '' }] } };
		expect(planOf('video.animate', { ...hailuo, useImageAs: 'reference', modelOptions }).body.promptImage).toEqual([
			{ uri: slot('Image') },
			{ uri: slot('Reference Images 1', 'end') },
		]);
	});

	it('are counted together with the image itself', () => {
		const eight = files(...Array.from({ length: 8 }, (_, index) => `https://a.example/${index}.png`));
		const nine = files(...Array.from({ length: 9 }, (_, index) => `https://a.example/${index}.png`));
		const plan = (references: unknown) =>
			planned('video.animate', { ...hailuo, useImageAs: 'reference', modelOptions: { references } });
		expect(plan(eight)).toHaveProperty('value');
		expect(plan(nine)).toEqual({
			problems: [
				{ field: 'Reference Images', message: 'Hailuo 3 takes at most 9 files here, and there are 10.' },
			],
		});
	});

	it.each([
		['reference', { lastFrame }, 'Last Frame', 'frames or references, not both'],
		['last', { lastFrame }, 'Last Frame', 'is the last frame already'],
		['first', { references: lastFrame }, 'Reference Images', 'frames or references, not both'],
	])('are never mixed (%s)', (useImageAs, modelOptions, field, message) => {
		expect(messageAt(field, 'video.animate', { ...hailuo, useImageAs, modelOptions })).toContain(message);
	});

	it.each([
		['wan3', 'last', 'Wan 3 does not take "last". Choose First Frame (first), Reference Image (reference).'],
		[
			'hailuo3',
			3,
			'Hailuo 3 does not take 3. Choose First Frame (first), Last Frame (last), Reference Image (reference).',
		],
	])('of %s do not become %p', (id, useImageAs, message) => {
		expect(messageAt('Use Image As', 'video.animate', { ...presets('video.animate', id), useImageAs })).toBe(message);
	});

	it.each<[string, Wanted, string, string]>([
		[
			'no field name',
			{ imageSource: 'binary', binaryPropertyName: ' ' },
			'Input Binary Field',
			'Empty. Enter the name',
		],
		[
			'an object as field name',
			{ imageSource: 'binary', binaryPropertyName: {} },
			'Input Binary Field',
			'got an object',
		],
		['no address', { imageSource: 'url', imageUrl: '' }, 'Image URL', 'Empty. Enter the address'],
		['an object as address', { imageSource: 'url', imageUrl: { url: 'x' } }, 'Image URL', 'got an object'],
		['an unknown source', { imageSource: 'disk' }, 'Image Source', 'Choose Binary Field or URL, not "disk".'],
	])('need %s mended', (_what, image, field, message) => {
		const wanted = { ...presets('video.animate', 'gen4_turbo'), ...image };
		const found = problemsOf('video.animate', wanted);
		expect(found.map((problem) => problem.field)).toEqual([field]);
		expect(found[0].message).toContain(message);
	});
});

describe('lists of files', () => {
	const seedance = presets('video.generate', 'seedance2');
	const plan = (modelOptions: unknown) => planned('video.generate', { ...seedance, modelOptions });

	it('may hold too many', () => {
		const four = files(...['1', '2', '3', '4'].map((name) => `https://a.example/${name}.mp4`));
		expect(plan({ referenceVideos: four })).toEqual({
			problems: [
				{ field: 'Reference Videos', message: 'Seedance 2.0 takes at most 3 files here, and there are 4.' },
			],
		});
	});

	it('name the row that is wrong', () => {
		const references = files('https://a.example/1.png', 'http://a.example/2.png');
		expect(plan({ references })).toMatchObject({ problems: [{ field: 'Reference Images 2' }] });
	});

	it('are left out when all rows are empty', () => {
		const { body } = planOf('video.generate', {
			...seedance,
			modelOptions: { references: files('', ' '), referenceAudio: {} },
		});
		expect(Object.keys(body)).toEqual(['model', 'promptText', 'ratio', 'duration']);
	});

	it.each([[5], [true], ['https://a.example/1.png'], [{ file: ['https://a.example/1.png'] }]])(
		'have rows, which %p has not',
		(references) => {
			expect(plan({ references })).toMatchObject({
				problems: [{ message: expect.stringContaining('Expected') }],
			});
		},
	);
});

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
