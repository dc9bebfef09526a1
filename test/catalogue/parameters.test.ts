import { planRequest } from '../../nodes/Runway/catalogue/request';
import type { EndpointId } from '../../nodes/Runway/catalogue/endpoints';

/** Stands for getNodeParameter of one item: throws like it for what has neither value nor fallback. */
function asked(endpoint: EndpointId, values: Record<string, unknown>): string[] {
	const names = new Set<string>();
	const get = (name: string, fallback?: unknown): unknown => {
		names.add(name);
		const value = name in values ? values[name] : fallback;
		if (value === undefined) throw new Error(`Could not get parameter ${name}`);
		return value;
	};
	planRequest(endpoint, { get, modelIsExpression: false });
	return [...names].sort();
}

describe('what is read', () => {
	it('are the fields that the model has', () => {
		expect(asked('video.generate', { model: 'gen4.5' })).toEqual(
			['duration', 'model', 'modelOptions', 'promptText', 'ratio'].sort(),
		);
	});

	it.each([
		['binary', 'binaryPropertyName'],
		['url', 'imageUrl'],
	])('is one field for an image by %s', (imageSource, expected) => {
		const names = asked('video.animate', { model: 'gen4_turbo', imageSource });
		expect(names.filter((name) => ['binaryPropertyName', 'imageUrl'].includes(name))).toEqual([expected]);
	});

	it('includes the use of an image only where there is a choice', () => {
		expect(asked('video.animate', { model: 'wan3' })).toContain('useImageAs');
		expect(asked('video.animate', { model: 'veo3.1' })).not.toContain('useImageAs');
	});

	it('are ID and JSON for Other Model', () => {
		expect(asked('video.generate', { model: 'other', ratio: '1:1' })).toEqual(
			['extraParameters', 'model', 'modelId', 'modelOptions', 'promptText'].sort(),
		);
	});

	it('is what the chosen form of a voice or an avatar has', () => {
		const text = asked('video.avatar', { model: 'gwm1_avatars', avatarType: 'custom' });
		expect(text).toEqual(expect.arrayContaining(['avatarId', 'text', 'voiceType']));
		expect(text).not.toContain('avatar');
		const audio = asked('video.avatar', { model: 'gwm1_avatars', speechType: 'audio' });
		expect(audio).toEqual(expect.arrayContaining(['avatar', 'speechAudioSource', 'speechAudioBinaryPropertyName']));
		expect(audio).not.toContain('text');
	});

	it('is what goes with the mode of an edit', () => {
		const values = { model: 'seedance2_5', mode: 'edit' };
		expect(asked('video.edit', values)).not.toContain('ratio');
		expect(asked('video.edit', { ...values, mode: 'reference' })).toContain('ratio');
	});

	it('is nothing more for a model that does not exist', () => {
		expect(asked('video.generate', { model: 'gen9' })).toEqual(['model']);
	});
});
