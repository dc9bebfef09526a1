import type { EndpointId } from '../../nodes/Runway/catalogue/endpoints';
import { MediaSlot } from '../../nodes/Runway/catalogue/plan';
import { planned, type Wanted } from './planning';

function other(endpoint: EndpointId, wanted: Wanted) {
	return planned(endpoint, { model: 'other', ...wanted });
}

describe('Other Model', () => {
	it('sends what was typed in', () => {
		expect(
			other('video.generate', {
				modelId: ' gen5 ',
				promptText: 'A fox',
				extraParameters: '{ "ratio": "1280:720", "duration": 5, "nested": { "list": [1, null] } }',
			}),
		).toEqual({
			value: {
				path: '/v1/text_to_video',
				body: {
					model: 'gen5',
					promptText: 'A fox',
					ratio: '1280:720',
					duration: 5,
					nested: { list: [1, null] },
				},
				echo: { model: 'gen5', promptText: 'A fox', ratio: '1280:720', duration: 5 },
				priceless: { fields: [], pictures: false },
				files: 1,
				ignored: [],
			},
		});
	});

	it('sends an image from the fields, to the path for images', () => {
		expect(other('video.animate', { modelId: 'gen5', imageSource: 'binary', binaryPropertyName: 'photo' })).toEqual(
			{
				value: {
					path: '/v1/image_to_video',
					body: {
						model: 'gen5',
						promptImage: new MediaSlot(['image'], { source: 'binary', binaryPropertyName: 'photo' }, 'Image'),
					},
					echo: { model: 'gen5' },
					priceless: { fields: [], pictures: false },
					files: 1,
					ignored: [],
				},
			},
		);
	});

	it('lets JSON bring the image in a form of its own', () => {
		const promptImage = [{ uri: 'https://a.example/fox.png', position: 'last' }];
		expect(
			other('video.animate', { modelId: 'gen5', extraParameters: { promptImage }, binaryPropertyName: '' }),
		).toMatchObject({ value: { body: { model: 'gen5', promptImage } } });
	});

	it.each([[''], ['{}'], [undefined], [null], [{}]])('takes %p as no extra parameters', (extraParameters) => {
		expect(other('video.generate', { modelId: 'gen5', extraParameters })).toMatchObject({
			value: { body: { model: 'gen5' } },
		});
	});

	it.each(['x', 'x'.repeat(100), 'maker/model-1.5:new_one'])('takes %s as an ID', (modelId) => {
		expect(other('video.generate', { modelId, promptText: 'A fox' })).toMatchObject({ value: { body: { model: modelId } } });
	});

	it.each([
		['', /^Empty\./],
		[undefined, /^Empty\./],
		['two words', /^"two words" cannot be a model ID/],
		['x'.repeat(101), /at most 100 characters/],
		['../gen5', /cannot be a model ID/],
		[5, /^5 cannot be a model ID/],
		[{}, /^an object cannot be a model ID/],
	])('does not take %p as an ID', (modelId, message) => {
		expect(other('video.generate', { modelId })).toEqual({
			problems: [{ field: 'Model ID', message: expect.stringMatching(message) }],
		});
	});

	it.each<[string, unknown, RegExp]>([
		['a comma too many', '{\n\t"ratio": "1280:720",,\n}', /^This is not valid JSON at line 2, column \d+\.$/],
		['a missing end', '{ "ratio": "1280:720"', /^This is not valid JSON at /],
		['single words', 'ratio', /^This is not valid JSON at /],
		['a list', '[1]', /^Expected a JSON object such as .*, but got a list\.$/],
		['text', '"ratio"', /^Expected a JSON object .* but got "ratio"\.$/],
		['null', 'null', /but got nothing\.$/],
		['a number', 5, /but got 5\.$/],
		['a model in text', '{ "model": "gen4.5" }', /^Remove "model": the field Model ID says/],
		['a model in an object', { model: 'gen4.5' }, /^Remove "model": the field Model ID says/],
	])('does not take %s as extra parameters', (_what, extraParameters, message) => {
		expect(other('video.generate', { modelId: 'gen5', extraParameters })).toEqual({
			problems: [{ field: 'Extra Parameters', message: expect.stringMatching(message) }],
		});
	});

	it('does not take an object that runs in a circle', () => {
		const circle: Record<string, unknown> = {};
		circle.self = circle;
		expect(other('video.generate', { modelId: 'gen5', extraParameters: circle })).toMatchObject({
			problems: [
				{ field: 'Extra Parameters', message: expect.stringContaining('cannot be written as JSON') },
			],
		});
	});

	it('cannot be led to another path, and gives a prototype no chance', () => {
		const extraParameters =
			'{ "path": "/v1/x", "url": "https://evil.example", "__proto__": { "model": "y" } }';
		const result = other('video.generate', { modelId: 'gen5', extraParameters });
		if ('problems' in result) throw new Error('expected a plan');
		expect(result.value.path).toBe('/v1/text_to_video');
		expect(result.value.body.model).toBe('gen5');
		expect(Object.getPrototypeOf(result.value.body)).toBe(Object.prototype);
	});

	it('still needs an image where it animates one', () => {
		expect(other('video.animate', { modelId: 'gen5', imageSource: 'url', imageUrl: '' })).toMatchObject({
			problems: [{ field: 'Image URL' }],
		});
	});

	it('names options that belong to listed models, and refuses to drop their files', () => {
		expect(other('video.generate', { modelId: 'gen5', modelOptions: { seed: 3 } })).toMatchObject({
			value: { ignored: ['Seed'] },
		});
		const references = { file: [{ source: 'url', url: 'https://a.example/1.png' }] };
		expect(other('video.generate', { modelId: 'gen5', modelOptions: { references } })).toMatchObject({
			problems: [{ field: 'Reference Images' }],
		});
	});
});
