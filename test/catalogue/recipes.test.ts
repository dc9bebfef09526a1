import { A_TEXT, files, messageAt, planOf, presets, problemsOf, slot } from './planning';

const shots = (...durations: unknown[]) => ({
	shot: durations.map((duration, index) => ({ prompt: `Scene ${index + 1}`, duration })),
});

const multiShot = { ...presets('recipe.multiShot'), mode: 'custom', duration: 10 };

describe('a recipe', () => {
	it('has no model, and always says its version', () => {
		const { path, body, echo } = planOf('recipe.campaignImage', { ...presets('recipe.campaignImage'), model: 'gen4.5' });
		expect(path).toBe('/v1/recipes/product_campaign_image');
		expect(body).toEqual({ image: { uri: slot('Image') }, prompt: A_TEXT, version: '2026-06' });
		expect(echo).toEqual({ prompt: A_TEXT });
	});

	it.each([
		['recipe.productAd', undefined, '2026-07'],
		['recipe.productAd', {}, '2026-07'],
		['recipe.productAd', { version: '2026-06' }, '2026-06'],
		['recipe.productAd', { version: null }, '2026-07'],
		['recipe.productAd', { version: 'unsafe-latest' }, 'unsafe-latest'],
	] as const)('%s with the options %j is of version %s', (endpoint, modelOptions, version) => {
		const wanted = { ...presets(endpoint), productImages: files('https://a.example/a.png'), modelOptions };
		expect(planOf(endpoint, wanted).body.version).toBe(version);
	});

	it('takes one file in Model Options, or none', () => {
		const stock = { ...presets('recipe.stockImage') };
		const logo = (file: unknown) => planOf('recipe.stockImage', { ...stock, modelOptions: { referenceImage: file } }).body.referenceImage;
		expect(logo({ file: { source: 'binary', binaryPropertyName: 'logo' } })).toEqual({ uri: slot('Reference Image', 'logo') });
		for (const nothing of [undefined, {}, { file: {} }, { file: { source: 'binary', binaryPropertyName: '' } }]) {
			expect(logo(nothing)).toBeUndefined();
		}
		const wrong = { file: { source: 'url', url: 'http://a.example' } };
		expect(problemsOf('recipe.stockImage', { ...stock, modelOptions: { referenceImage: wrong } })).toHaveLength(1);
	});

	it('names each file that it lacks', () => {
		const nothing = Object.fromEntries(
			Object.entries(presets('recipe.productSwap')).map(([name, value]) => [name, value === 'data' ? '' : value]),
		);
		expect(problemsOf('recipe.productSwap', nothing).map(({ field }) => field)).toEqual([
			'Reference Video Binary Field',
			'Original Product Image Binary Field',
			'New Product Images',
		]);
	});

	it('says which side of a product an image shows, if that is known', () => {
		const rows = { file: [{ source: 'url', url: 'https://a.example/1.png', view: 'back' }, { source: 'url', url: 'https://a.example/2.png', view: '' }] };
		const { newProductImages } = planOf('recipe.productSwap', { ...presets('recipe.productSwap'), newProductImages: rows }).body;
		expect(newProductImages).toEqual([{ uri: expect.anything(), view: 'back' }, { uri: expect.anything() }]);
	});

	it('costs the same whatever its texts say', () => {
		const wanted = { ...presets('recipe.productAd'), productImages: files('https://a.example/a.png') };
		expect(planOf('recipe.productAd', wanted).priceless).toEqual({ fields: ['productInfo', 'userConcept'], pictures: true });
		expect(planOf('recipe.multiShot', presets('recipe.multiShot')).priceless?.fields).toEqual(['prompt']);
	});
});

describe('a multi-shot video', () => {
	it('is made of a story, or of a list of shots', () => {
		expect(planOf('recipe.multiShot', presets('recipe.multiShot')).body).toEqual({
			mode: 'auto',
			prompt: A_TEXT,
			duration: 10,
			ratio: '1280:720',
			version: '2026-06',
		});
		const { body } = planOf('recipe.multiShot', { ...multiShot, shots: shots(3, '3', 4) });
		expect(body).toMatchObject({ mode: 'custom', shots: [{ prompt: 'Scene 1', duration: 3 }, { duration: 3 }, { duration: 4 }] });
		expect(body).not.toHaveProperty('prompt');
	});

	it('takes shots as a list from an expression, too', () => {
		const { body } = planOf('recipe.multiShot', { ...multiShot, shots: shots(3, 3, 4).shot });
		expect(body.shots).toHaveLength(3);
	});

	it.each([
		['too short together', shots(3, 3, 3), {}, 'The shots must last as long as the video. They add up to 9, not to 10.'],
		['too long for the usual length', shots(5, 5, 5), { duration: '' }, 'The shots must last as long as the video. They add up to 15, not to 10.'],
		['too few', shots(5, 5), {}, 'Runway needs at least 3 shots here, and there are 2.'],
		['too many', shots(1, 1, 2, 2, 2, 2), {}, 'Runway takes at most 5 shots here, and there are 6.'],
		['none', {}, {}, 'Empty, but Runway needs at least one shot here.'],
		['not even a list', 'three', {}, 'Expected a list of shots, but got "three".'],
	])('is not sent when its shots are %s', (_, given, more, message) => {
		const wanted = { ...multiShot, shots: given, ...more };
		expect(messageAt('Shots', 'recipe.multiShot', wanted)).toBe(message);
		expect(problemsOf('recipe.multiShot', wanted)).toHaveLength(1);
	});

	it('says which shot is wrong, and nothing of what follows from it', () => {
		const given = { shot: [{ prompt: 'Scene 1', duration: 3 }, { prompt: '', duration: 3 }, { prompt: 'Scene 3', duration: 'long' }] };
		expect(problemsOf('recipe.multiShot', { ...multiShot, shots: given })).toEqual([
			{ field: 'Shots 2: Prompt', message: 'Empty, but Runway needs it.' },
			{ field: 'Shots 3: Duration', message: 'Runway does not take "long". Enter a whole number of seconds from 1 to 15.' },
		]);
	});

	it('is not told to fill a length that is wrong itself', () => {
		const problems = problemsOf('recipe.multiShot', { ...multiShot, shots: shots(3, 3, 3), duration: 7 });
		expect(problems.map(({ field }) => field)).toEqual(['Duration']);
	});
});
