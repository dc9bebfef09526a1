import { readWanted } from '../../nodes/Runway/models/parameters';
import { planVideo } from '../../nodes/Runway/models/plan';
import type { VideoMode } from '../../nodes/Runway/models/types';

/** Stands for getNodeParameter of one item: throws like it for what has neither value nor fallback. */
function reader(values: Record<string, unknown>) {
	const asked: string[] = [];
	const get = (name: string, fallback?: unknown): unknown => {
		asked.push(name);
		const value = name in values ? values[name] : fallback;
		if (value === undefined) throw new Error(`Could not get parameter ${name}`);
		return value;
	};
	return { asked, get };
}

function read(mode: VideoMode, values: Record<string, unknown>) {
	return readWanted(mode, reader(values).get);
}

describe('what is read', () => {
	it('are the fields that the model has', () => {
		const { asked, get } = reader({ model: 'gen4.5' });
		readWanted('generate', get);
		expect(asked.sort()).toEqual(['duration', 'model', 'options', 'promptText', 'ratio']);
	});

	it('leaves alone what another model had', () => {
		const values = {
			model: 'gen4.5',
			promptText: 'A fox',
			ratio: '1280:720',
			duration: 5,
			resolution: '2k',
			modelId: 'gen5',
			extraParameters: '{ broken',
			useImageAs: 'reference',
			imageUrl: 'http://a.example/fox.png',
			options: { seed: 3 },
		};
		expect(read('generate', values)).toEqual({
			model: 'gen4.5',
			promptText: 'A fox',
			ratio: '1280:720',
			duration: 5,
			options: { seed: 3 },
		});
	});

	it.each([
		['binary', { imageSource: 'binary', binaryPropertyName: 'photo' }],
		['url', { imageSource: 'url', imageUrl: 'https://a.example/fox.png' }],
	])('is one field for an image by %s', (imageSource, image) => {
		const values = {
			model: 'gen4_turbo',
			binaryPropertyName: 'photo',
			imageUrl: 'https://a.example/fox.png',
			imageSource,
		};
		expect(read('animate', values)).toEqual({
			model: 'gen4_turbo',
			promptText: '',
			ratio: '',
			duration: '',
			options: {},
			...image,
		});
	});

	it('includes the use of an image only where there is a choice', () => {
		const values = { useImageAs: 'reference', binaryPropertyName: 'data' };
		expect(read('animate', { model: 'wan3', ...values })).toHaveProperty('useImageAs', 'reference');
		expect(read('animate', { model: 'veo3.1', ...values })).not.toHaveProperty('useImageAs');
	});

	it('are ID and JSON for Other Model', () => {
		const { asked, get } = reader({ model: 'other', ratio: '1:1' });
		expect(readWanted('generate', get)).not.toHaveProperty('ratio');
		expect(asked.sort()).toEqual(['extraParameters', 'model', 'modelId', 'options', 'promptText']);
	});

	it('is nothing more for a model that does not exist, and the plan says so', () => {
		const wanted = read('generate', { model: 'gen9', promptText: 'A fox' });
		expect(wanted).toEqual({ model: 'gen9', options: {} });
		expect(planVideo('generate', wanted)).toMatchObject({ problems: [{ field: 'Model' }] });
	});
});
