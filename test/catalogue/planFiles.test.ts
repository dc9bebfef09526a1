import { files, messageAt, planned, planOf, presets, problemsOf, slot, type Wanted } from './planning';

const IMAGE_FILE = { source: 'binary', binaryPropertyName: 'end' };

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
