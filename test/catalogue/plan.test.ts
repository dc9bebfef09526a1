import { modelsFor } from '../../nodes/Runway/catalogue/models';
import { MediaSlot } from '../../nodes/Runway/catalogue/plan';
import { messageAt, planned, planOf, presets, problemsOf, type Wanted } from './planning';

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
			priceless: { fields: ['promptText', 'seed'], pictures: true },
			files: 1,
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
			priceless: { fields: ['promptText', 'seed'], pictures: true },
			files: 1,
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
