import * as fc from 'fast-check';
import { attempt, generate } from './attempt';

const other = (extraParameters: unknown, modelId: unknown = 'gen4.5') => generate({ model: 'other', modelId, extraParameters });
const RUNS = { numRuns: 150, seed: 4 };

describe('extra parameters of Other Model', () => {
	it('of any JSON go into the body, and change neither model nor path', async () => {
		const key = fc.oneof(fc.constantFrom('model', 'promptText', 'ratio', '__proto__', 'constructor', 'url', 'path', 'headers', 'host'), fc.string());
		await fc.assert(
			fc.asyncProperty(fc.dictionary(key, fc.jsonValue({ maxDepth: 2 })), async (extra) => {
				const text = JSON.stringify(extra);
				const { error, sent } = await attempt({ parameters: other(text) });
				if (sent.length === 0) return expect([error?.message, 'model' in extra]).toEqual([expect.stringMatching(/^Extra Parameters: /), true]);
				expect(sent[0].url).toMatch(/\/v1\/text_to_video$/);
				expect(sent[0].body?.model).toBe('gen4.5');
				expect(JSON.parse(JSON.stringify(sent[0].body))).toEqual({
					model: 'gen4.5',
					promptText: 'A fox in the snow',
					...(JSON.parse(text) as object),
				});
			}),
			RUNS,
		);
	});

	it('that are not JSON say where', async () => {
		const good = '{ "ratio": "1280:720", "duration": 5, "seed": [1, null, true] }';
		const damaged = fc.tuple(fc.integer({ min: 0, max: good.length - 1 }), fc.constantFrom('', '"', '{', ',', '\u0000', "'", '}')).map(
			([at, put]) => `${good.slice(0, at)}${put}${good.slice(at + 1)}`,
		);
		await fc.assert(
			fc.asyncProperty(fc.oneof(damaged, fc.string()), async (text) => {
				const { error, sent } = await attempt({ parameters: other(text) });
				if (isJsonObject(text) || text.trim() === '') return expect(sent.length).toBeGreaterThan(0);
				expect(error?.message).toMatch(/^Extra Parameters: (This is not valid JSON at|Expected a JSON object)/);
				expect(sent).toHaveLength(0);
			}),
			RUNS,
		);
	});

	it('take any model id that can be one', async () => {
		await fc.assert(
			fc.asyncProperty(fc.oneof(fc.string(), fc.constantFrom('../x', 'a b', 'vendor/model:1.0', 'x'.repeat(101))), async (modelId) => {
				const { error, sent } = await attempt({ parameters: other('{}', modelId) });
				if (sent.length === 0) return expect(error?.message).toMatch(/^Model ID: /);
				expect(sent[0].body?.model).toBe(modelId.trim());
			}),
			RUNS,
		);
	});
});

function isJsonObject(text: string): boolean {
	try {
		const value: unknown = JSON.parse(text);
		return typeof value === 'object' && value !== null && !Array.isArray(value);
	} catch {
		return false;
	}
}
