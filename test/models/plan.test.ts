import { planVideo } from '../../nodes/Runway/models/plan';
import { MediaSlot, type VideoMode, type Wanted } from '../../nodes/Runway/models/types';
import { modelsFor } from '../../nodes/Runway/models/videoModels';
import { files, messageAt, planOf, presets, problemsOf, slot } from './planning';

describe('the retired model', () => {
	it('posts text alone to image_to_video, as the document it comes from does', () => {
		expect(
			planOf('generate', {
				model: 'gen3a_turbo',
				promptText: 'A fox',
				duration: 10,
				ratio: '960:960',
				options: { seed: 42 },
			}),
		).toEqual({
			path: '/v1/image_to_video',
			body: { model: 'gen3a_turbo', promptText: 'A fox', duration: 10, ratio: '960:960', seed: 42 },
			ignored: [],
		});
	});

	it('adds the image as one bare address', () => {
		const url = 'https://a.example/fox.png';
		expect(
			planOf('animate', {
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
				promptImage: new MediaSlot('image', { source: 'url', url }, 'Image'),
				duration: 5,
				ratio: '1280:720',
			},
			ignored: [],
		});
	});

	it('refuses a duration it never had', () => {
		expect(messageAt('Duration', 'generate', { ...presets('generate', 'gen3a_turbo'), duration: 7 })).toBe(
			'Gen-3 Alpha Turbo does not take 7. Choose one of 5, 10 seconds.',
		);
	});
});

describe('values from expressions', () => {
	const base = presets('generate', 'gen4.5');
	it.each<[string, Wanted, Record<string, unknown>]>([
		['a number as text', { duration: '5' }, { duration: 5 }],
		['a number with spaces', { duration: ' 8 ' }, { duration: 8 }],
		['a choice with spaces', { ratio: ' 720:1280 ' }, { ratio: '720:1280' }],
		['a number where text is wanted', { promptText: 42 }, { promptText: '42' }],
		['a seed as text', { options: { seed: '0' } }, { seed: 0 }],
		[
			'a number that is a choice of texts',
			{ options: { outputFormat: 'prores', proresProfile: 422 } },
			{ proresProfile: '422' },
		],
		['a model with spaces', { model: ' gen4.5 ' }, { model: 'gen4.5' }],
	])('take %s', (_what, change, expected) => {
		expect(planOf('generate', { ...base, ...change }).body).toMatchObject(expected);
	});

	it('take text as yes or no, and numbers of a list as text', () => {
		const wanted = { ...presets('generate', 'veo3.1'), duration: '8', options: { audio: 'False' } };
		expect(planOf('generate', wanted).body).toMatchObject({ duration: 8, audio: false });
	});

	it('take auto only where the model does', () => {
		const auto = (id: string) => planVideo('generate', { ...presets('generate', id), duration: 'auto' });
		expect(auto('seedance2')).toMatchObject({ plan: { body: { duration: 'auto' } } });
		expect(auto('wan3')).toHaveProperty('problems');
	});

	it.each([undefined, null, '', '  '])('leave out an option that is %p', (nothing) => {
		const options = { seed: nothing, outputFormat: nothing, publicFigureThreshold: nothing };
		const { body } = planOf('generate', { ...base, options });
		expect(Object.keys(body)).toEqual(['model', 'promptText', 'ratio', 'duration']);
	});

	it('keep false, which is not empty', () => {
		const { body } = planOf('generate', { ...presets('generate', 'veo3.1'), options: { audio: false } });
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
			{ duration: '' },
			'Duration',
			'Empty, but Gen-4.5 needs it. Enter a whole number of seconds from 2 to 10.',
		],
		['Ratio', { ratio: null }, 'Ratio', 'Empty, but Gen-4.5 needs it. Choose one of 1280:720, 720:1280.'],
		[
			'Seed',
			{ options: { seed: 4294967296 } },
			'Seed',
			'Gen-4.5 does not take 4294967296. Enter a whole number from 0 to 4294967295.',
		],
		['Options', { options: 'seed' }, 'Options', 'Expected an object, but got "seed".'],
	])('refuse what is no %s', (_what, change, field, message) => {
		expect(problemsOf('generate', { ...base, ...change })).toEqual([{ field, message }]);
	});

	it('refuse a yes-or-no that is neither', () => {
		const wanted = { ...presets('generate', 'veo3.1'), options: { audio: 'loud' } };
		expect(messageAt('Audio', 'generate', wanted)).toBe('Expected true or false, but got "loud".');
	});
});

describe('the length of a prompt', () => {
	const base = presets('generate', 'gen4.5');

	it('counts UTF-16 code units: 500 emoji fit, 501 do not', () => {
		expect(planOf('generate', { ...base, promptText: '🦊'.repeat(500) }).body.promptText).toHaveLength(1000);
		expect(messageAt('Prompt', 'generate', { ...base, promptText: '🦊'.repeat(501) })).toBe(
			'Gen-4.5 takes at most 1000 characters, and this text has 1002 (an emoji counts as two or more). Shorten it.',
		);
	});

	it('has a lower end as well', () => {
		const wanted = { ...presets('generate', 'happyhorse_1_0'), promptText: 'x' };
		expect(messageAt('Prompt', 'generate', wanted)).toBe(
			'HappyHorse 1.0 wants at least 2 characters, and this text has 1.',
		);
	});

	it('is not limited where nobody states a limit', () => {
		const promptText = 'x'.repeat(100_000);
		expect(planOf('generate', { ...presets('generate', 'wan3'), promptText }).body.promptText).toBe(
			promptText,
		);
	});

	it('holds for the negative prompt too', () => {
		const wanted = { ...presets('generate', 'veo3.1'), options: { negativePrompt: 'x'.repeat(1001) } };
		expect(messageAt('Negative Prompt', 'generate', wanted)).toContain('at most 1000 characters');
	});
});

describe('values of another model', () => {
	it('name this model and its own values', () => {
		const wanted = { ...presets('generate', 'veo3.1'), ratio: '1584:672', duration: 5 };
		expect(problemsOf('generate', wanted)).toEqual([
			{
				field: 'Ratio',
				message: 'Veo 3.1 does not take "1584:672". Choose one of 1280:720, 720:1280, 1080:1920, 1920:1080.',
			},
			{ field: 'Duration', message: 'Veo 3.1 does not take 5. Choose one of 4, 6, 8 seconds.' },
		]);
	});

	it('are all reported at once', () => {
		const found = problemsOf('animate', {
			model: 'gen4.5',
			imageSource: 'url',
			imageUrl: 'http://a.example/fox.png',
			promptText: '',
			ratio: '16:9',
			duration: 11,
			options: { seed: -1, outputFormat: 'avi', publicFigureThreshold: 'high' },
		});
		expect(found.map(({ field }) => field).sort()).toEqual(
			['Duration', 'Image URL', 'Output Format', 'Prompt', 'Public Figure Threshold', 'Ratio', 'Seed'].sort(),
		);
	});
});

describe('an unknown model', () => {
	it('is met with the known ids and the way to use it all the same', () => {
		const message = messageAt('Model', 'generate', { model: 'gen9', promptText: 'x' })!;
		expect(message).toContain('There is no model "gen9" in this list. Choose one of ');
		for (const { model } of modelsFor('generate')) expect(message).toContain(model.id);
		expect(message).toContain('or Other Model (other) and enter the ID there.');
	});

	it.each([[''], [null], [undefined]])('%p means that none was chosen', (model) => {
		expect(messageAt('Model', 'generate', { model })).toMatch(/^No model was chosen\./);
	});

	it.each([[{ value: 'gen4.5' }], [['gen4.5']], [4.5], ['__proto__'], ['constructor']])(
		'%p is none',
		(model) => {
			expect(messageAt('Model', 'generate', { model, promptText: 'x' })).toMatch(/^There is no model /);
		},
	);

	it('may only be in the wrong operation', () => {
		expect(messageAt('Model', 'generate', { model: 'gen4_turbo', promptText: 'x' })).toMatch(
			/^Gen-4 Turbo cannot do this\. Use the operation Animate Image, or choose one of /,
		);
	});
});

describe('options of another model', () => {
	it('are named and not sent', () => {
		const wanted = {
			...presets('generate', 'gemini_omni_flash'),
			resolution: '720p',
			options: {
				seed: 4,
				audio: false,
				negativePrompt: 'text',
				proresProfile: '422',
				publicFigureThreshold: 'low',
			},
		};
		const plan = planOf('generate', wanted);
		expect([...plan.ignored].sort()).toEqual(
			['Audio', 'Negative Prompt', 'ProRes Profile', 'Public Figure Threshold', 'Resolution', 'Seed'].sort(),
		);
		expect(Object.keys(plan.body)).toEqual(['model', 'promptText', 'ratio', 'duration']);
	});

	it("are not named when they are empty, nor are options that are not the model's business", () => {
		const options = {
			seed: '',
			negativePrompt: null,
			references: {},
			lastFrame: { file: {} },
			pollInterval: 9,
		};
		expect(planOf('generate', { ...presets('generate', 'gemini_omni_flash'), options }).ignored).toEqual([]);
	});

	it.each([
		['references', 'Reference Images', files('https://a.example/1.png')],
		['referenceVideos', 'Reference Videos', files('https://a.example/1.mp4')],
		['referenceAudio', 'Reference Audio', files('https://a.example/1.mp3')],
		['lastFrame', 'Last Frame', { file: { source: 'binary', binaryPropertyName: 'end' } }],
		['references', 'Reference Images', 'https://a.example/1.png'],
	])('are a problem when a file would be left out (%s)', (name, field, value) => {
		const wanted = { ...presets('generate', 'gen4.5'), options: { [name]: value } };
		expect(messageAt(field, 'generate', wanted)).toMatch(/^Gen-4\.5 takes no .*\. Remove it from Options/);
	});

	it('come with the models that would take the file', () => {
		const wanted = { ...presets('animate', 'gen4_turbo'), options: { lastFrame: { file: IMAGE_FILE } } };
		expect(messageAt('Last Frame', 'animate', wanted)).toBe(
			'Gen-4 Turbo takes no last frame. Remove it from Options, or choose one of Gemini Omni Flash 1.1, Hailuo 3, MiniMax H3 Max, Seedance 2.0, Seedance 2.0 Fast, Seedance 2.0 Mini, Seedance 2.5, Veo 3.1, Veo 3.1 Fast, Wan 3, Wan 3 Prime.',
		);
	});
});

const IMAGE_FILE = { source: 'binary', binaryPropertyName: 'end' };

describe('pictures', () => {
	const hailuo = { ...presets('animate', 'hailuo3') };
	const lastFrame = { file: IMAGE_FILE };

	it('become a bare address when there is only a first frame', () => {
		expect(planOf('animate', { ...hailuo, useImageAs: 'first' }).body.promptImage).toEqual(slot('Image'));
	});

	it('become a list with a position when there is only a last frame', () => {
		expect(planOf('animate', { ...hailuo, useImageAs: 'last' }).body.promptImage).toEqual([
			{ uri: slot('Image'), position: 'last' },
		]);
	});

	it('become a list without positions as references', () => {
		const options = { references: { file: [IMAGE_FILE, { source: 'url', url: '' }] } };
		expect(planOf('animate', { ...hailuo, useImageAs: 'reference', options }).body.promptImage).toEqual([
			{ uri: slot('Image') },
			{ uri: slot('Reference Images 1', 'end') },
		]);
	});

	it('are counted together with the image itself', () => {
		const eight = files(...Array.from({ length: 8 }, (_, index) => `https://a.example/${index}.png`));
		const nine = files(...Array.from({ length: 9 }, (_, index) => `https://a.example/${index}.png`));
		const plan = (references: unknown) =>
			planVideo('animate', { ...hailuo, useImageAs: 'reference', options: { references } });
		expect(plan(eight)).toHaveProperty('plan');
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
	])('are never mixed (%s)', (useImageAs, options, field, message) => {
		expect(messageAt(field, 'animate', { ...hailuo, useImageAs, options })).toContain(message);
	});

	it.each([
		['veo3.1', 'last', 'Veo 3.1 does not take "last". Choose First Frame (first).'],
		['wan3', 'last', 'Wan 3 does not take "last". Choose First Frame (first), Reference Image (reference).'],
		[
			'hailuo3',
			3,
			'Hailuo 3 does not take 3. Choose First Frame (first), Last Frame (last), Reference Image (reference).',
		],
	])('of %s do not become %p', (id, useImageAs, message) => {
		expect(messageAt('Use Image As', 'animate', { ...presets('animate', id), useImageAs })).toBe(message);
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
		const wanted = { ...presets('animate', 'gen4_turbo'), ...image };
		const found = problemsOf('animate', wanted);
		expect(found.map((problem) => problem.field)).toEqual([field]);
		expect(found[0].message).toContain(message);
	});
});

describe('lists of files', () => {
	const seedance = presets('generate', 'seedance2');
	const plan = (options: unknown) => planVideo('generate', { ...seedance, options });

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
		const { body } = planOf('generate', {
			...seedance,
			options: { references: files('', ' '), referenceAudio: {} },
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
	it.each<[string, VideoMode, string, Wanted, string | undefined]>([
		[
			'ProRes profile without ProRes',
			'generate',
			'gen4.5',
			{ options: { proresProfile: '422' } },
			'Output Format',
		],
		[
			'ProRes profile with MP4',
			'generate',
			'gen4.5',
			{ options: { proresProfile: '422', outputFormat: 'mp4' } },
			'Output Format',
		],
		[
			'ProRes profile with ProRes',
			'generate',
			'gen4.5',
			{ options: { proresProfile: '4444 XQ', outputFormat: 'prores' } },
			undefined,
		],
		[
			'a profile that HDR ProRes lacks',
			'animate',
			'gen4.5',
			{ options: { proresProfile: '4444 XQ', outputFormat: 'hdr_prores' } },
			'ProRes Profile',
		],
		[
			'HDR ProRes without a profile',
			'animate',
			'gen4.5',
			{ options: { outputFormat: 'hdr_prores' } },
			undefined,
		],
		['adaptive without references', 'generate', 'hailuo3', { ratio: 'adaptive' }, 'Ratio'],
		[
			'adaptive with a video',
			'generate',
			'hailuo3',
			{ ratio: 'adaptive', options: { referenceVideos: png } },
			undefined,
		],
		['adaptive with an image to animate', 'animate', 'hailuo3', { ratio: 'adaptive' }, undefined],
		[
			'audio without an image',
			'generate',
			'grok_imagine_1_5',
			{ options: { referenceAudio: mp3 } },
			'Reference Audio',
		],
		[
			'audio with an image',
			'generate',
			'grok_imagine_1_5',
			{ options: { referenceAudio: mp3, references: png } },
			undefined,
		],
		[
			'1080p with references',
			'generate',
			'grok_imagine_1_5',
			{ resolution: '1080p', options: { references: png } },
			'Resolution',
		],
		['1080p without references', 'generate', 'grok_imagine_1_5', { resolution: '1080p' }, undefined],
		[
			'no resolution with references',
			'generate',
			'grok_imagine_1_5',
			{ resolution: '', options: { references: png } },
			undefined,
		],
		['fixed ratio with a frame', 'animate', 'wan3', { ratio: '1280:720' }, 'Ratio'],
		['no ratio with a frame', 'animate', 'wan3_prime', { ratio: '' }, 'Ratio'],
		[
			'fixed ratio with a reference',
			'animate',
			'wan3',
			{ ratio: '1280:720', useImageAs: 'reference' },
			undefined,
		],
		['nothing to go by', 'generate', 'seedance2_5', { promptText: '' }, 'Prompt'],
		[
			'references instead of a prompt',
			'generate',
			'seedance2_5',
			{ promptText: '', options: { references: png } },
			undefined,
		],
		['an image instead of a prompt', 'animate', 'seedance2_5', { promptText: '' }, undefined],
	])('%s', (_what, mode, id, change, field) => {
		const found = problemsOf(mode, { ...presets(mode, id), ...change });
		expect(found.map((problem) => problem.field)).toEqual(field ? [field] : []);
	});

	it('are not brought up against a field that is wrong by itself', () => {
		const found = problemsOf('generate', {
			...presets('generate', 'gen4.5'),
			options: { proresProfile: '422', outputFormat: 'avi' },
		});
		expect(found.map(({ field }) => field)).toEqual(['Output Format']);
	});
});
