import { files, messageAt, planned, planOf, presets, problemsOf, A_TEXT } from './planning';

describe('a request that a router answers', () => {
	const routed = () => ({ ...presets('router.image'), configId: 'best-image', modelOptions: { outputCount: 2, seed: 5, publicFigureThreshold: 'low' } });

	it('names the router beside what is asked of it, and repeats what is answered', () => {
		const { path, body, echo, facts, files: count, ...rest } = planOf('router.image', routed());
		expect(path).toBe('/v1/generate/image');
		expect(body).toMatchObject({ configId: 'best-image', input: { promptText: A_TEXT, outputCount: 2, seed: 5, contentModeration: { publicFigureThreshold: 'low' } } });
		expect(Object.keys(body)).toEqual(['configId', 'input']);
		expect(body.input).not.toHaveProperty('configId');
		expect(echo).toMatchObject({ promptText: A_TEXT, seed: 5 });
		expect(echo).not.toHaveProperty('model');
		expect(facts?.model).toEqual({ at: ['routing', 'model'], type: 'string' });
		expect(count).toBe(2);
		// Another model may be chosen next time, for another price.
		expect(rest).toEqual({ ignored: [] });
	});

	it('takes what is no model for nothing but what it is', () => {
		expect(messageAt('Prompt', 'router.image', { ...routed(), promptText: '' })).toBe('Empty, but Runway needs it.');
		expect(planOf('router.image', { ...routed(), model: 'other', modelId: 'x', extraParameters: '{ "a": 1 }' }).body).toEqual(planOf('router.image', routed()).body);
	});

	it.each([
		['duration', { duration: 5 }, 'Speech takes no duration. Remove it from Model Options, or set Type to Audio.'],
		['loop', { loop: true }, 'Speech takes no loop. Remove it from Model Options, or set Type to Audio.'],
		['referenceAudios', { referenceAudios: files('https://a.example/a.mp3') }, 'Speech takes no reference audio. Remove it from Model Options, or set Type to Audio.'],
	])('of speech takes no %s', (_, modelOptions, message) => {
		const speech = { ...presets('router.audio'), configId: 'best-sound', modelOptions };
		expect(problemsOf('router.audio', { ...speech, type: 'speech' }).map((problem) => problem.message)).toEqual([message]);
		expect(problemsOf('router.audio', { ...speech, type: 'audio' })).toEqual([]);
	});
});

describe('the files that a task gives', () => {
	it.each<[string, Parameters<typeof presets>[0], object, number]>([
		['one', 'video.generate', {}, 1],
		['as many as are asked for', 'router.image', { configId: 'a', modelOptions: { outputCount: '3' } }, 3],
		['as many as the recipe makes', 'recipe.campaignImage', {}, 4],
		['as many as the JSON asks for', 'image.generate', { model: 'other', modelId: 'x', extraParameters: '{ "outputCount": 2 }' }, 2],
	])('are %s', (_, endpoint, more, count) => {
		expect(planOf(endpoint, { ...presets(endpoint), ...more }).files).toBe(count);
	});
});

describe('what a price does not depend on', () => {
	it.each<[string, Parameters<typeof presets>[0], string, object]>([
		['the prompt, the seed and which picture it is, of a clip by the second', 'video.animate', 'gen4_turbo', { fields: ['promptText', 'seed'], pictures: true }],
		['the seed alone, of speech, which is paid by its length', 'audio.speech', 'eleven_v3', { fields: ['seed'], pictures: true }],
		['not even a seed, of speech that takes none', 'audio.speech', 'seed_audio', { fields: [] }],
		['not the picture that is made larger, which is paid by its size', 'image.upscale', 'magnific_precision_upscaler_v2', { pictures: false }],
		['nothing, where no price is known', 'video.avatar', 'gwm1_avatars', { fields: [], pictures: false }],
	])('is %s', (_, endpoint, model, expected) => {
		expect(planOf(endpoint, presets(endpoint, model)).priceless).toMatchObject(expected);
	});
});

describe('a model that an expression names', () => {
	const get = (more: object) => planned('video.generate', { model: 'gen4.5', promptText: A_TEXT, ...more }, true);

	it('takes from Model Options what it has as a field', () => {
		expect(get({ ratio: '', duration: '', modelOptions: { ratio: '720:1280', duration: 8 } })).toMatchObject({ value: { body: { ratio: '720:1280', duration: 8 } } });
		expect(get({ ratio: '1280:720', duration: 4, modelOptions: { ratio: '720:1280', duration: 8 } })).toMatchObject({ value: { body: { ratio: '1280:720', duration: 4 } } });
	});

	it('takes its usual values for what the editor may not have shown', () => {
		expect(get({})).toMatchObject({ value: { body: { ratio: '1280:720', duration: 5 } } });
		expect(get({ ratio: null })).toHaveProperty('problems');
	});

	it('that is in the list takes nothing from Model Options that is a field', () => {
		const wanted = { ...presets('video.generate', 'gen4.5'), ratio: null, modelOptions: { ratio: '720:1280' } };
		expect(messageAt('Ratio', 'video.generate', wanted)).toMatch(/^Empty/);
	});

	it('is no matter where there is no model', () => {
		const wanted = { ...presets('recipe.campaignImage'), prompt: '', modelOptions: { prompt: 'x' } };
		expect(planned('recipe.campaignImage', wanted, true)).toMatchObject({ problems: [{ field: 'Prompt' }] });
	});
});

describe('Model Options', () => {
	const base = { model: 'gen4.5', promptText: A_TEXT, ratio: '1280:720', duration: 5 };

	it.each([[''], [null], [undefined], [' ']])('may be %j', (modelOptions) => {
		expect(planOf('video.generate', { ...base, modelOptions }).ignored).toEqual([]);
	});

	it.each([
		[5, 'Expected an object, but got 5.'],
		['seed', 'Expected an object, but got "seed".'],
		[['seed'], 'Expected an object, but got a list.'],
	])('are no %j', (modelOptions, message) => {
		expect(problemsOf('video.generate', { ...base, modelOptions })).toEqual([{ field: 'Model Options', message }]);
	});

	it('that no model of the operation takes are nobody\'s business', () => {
		expect(planOf('video.generate', { ...base, modelOptions: { made: 'up' } }).ignored).toEqual([]);
	});

	it('with an unreadable file for another model are a problem, too', () => {
		const modelOptions = { references: { file: [{ source: 'url', url: 'http://a.example' }] } };
		expect(problemsOf('video.generate', { ...base, modelOptions }).map(({ field }) => field)).toEqual(['Reference Images']);
	});
});

describe('Other Model', () => {
	it('repeats what its JSON says, as far as it is plain and telling', () => {
		const extraParameters = { ratio: '1280:720', duration: 5, seed: [5], audio: true, resolution: null };
		const { body, echo } = planOf('video.generate', { model: 'other', modelId: 'gen5', promptText: A_TEXT, extraParameters });
		expect(body).toEqual({ model: 'gen5', promptText: A_TEXT, ...extraParameters });
		expect(echo).toEqual({ model: 'gen5', promptText: A_TEXT, ratio: '1280:720', duration: 5 });
	});

	it.each([
		['video.generate', 'Empty. Enter the ID of the model as Runway spells it, such as gen4.5.', 'Expected a JSON object such as { "ratio": "1280:720", "duration": 5 }, but got a list.'],
		['audio.isolate', 'Empty. Enter the ID of the model as Runway spells it, such as eleven_voice_isolation.', 'Expected a JSON object such as {}, but got a list.'],
	] as const)('of %s says what is missing with an example of its own', (endpoint, noId, noObject) => {
		const audio = { audioSource: 'binary', binaryPropertyName: 'data' };
		expect(problemsOf(endpoint, { model: 'other', promptText: 'x', ...audio, extraParameters: [1] })).toEqual([
			{ field: 'Model ID', message: noId },
			{ field: 'Extra Parameters', message: noObject },
		]);
	});
});
