import * as fc from 'fast-check';
import { attempt, generate } from './attempt';

const RUNS = { numRuns: 150, seed: 1 };

/** Any UTF-16 units: all scripts, emoji, control characters, halves of pairs. */
const units = fc.string({ unit: fc.integer({ min: 0, max: 0xffff }).map((code) => String.fromCharCode(code)), maxLength: 60 });
const unicode = fc.oneof(fc.string({ unit: 'binary' }), fc.string({ unit: 'grapheme' }), units, fc.constantFrom('\u202e', '\ufeff', '\u0000', '👩‍👩‍👧‍👦', 'é', '{{ $json }}', '"\\'));

describe('prompts', () => {
	it('arrive as they were written, whatever they are made of', async () => {
		await fc.assert(
			fc.asyncProperty(unicode, async (promptText) => {
				const { core, error, items } = await attempt({ parameters: generate({ promptText }) });
				if (promptText.trim() === '') return expect(error?.message).toMatch(/^Prompt: Empty/);
				expect(error).toBeUndefined();
				expect(core.tasks.all[0].request.body.promptText).toBe(promptText);
				expect(items[0].json.promptText).toBe(promptText);
			}),
			RUNS,
		);
	});

	it('are counted in UTF-16 units, as Runway counts', async () => {
		const piece = fc.constantFrom('a', 'é', '視', '😀', '👩‍👩‍👧‍👦', '\n', '\ud83d');
		await fc.assert(
			fc.asyncProperty(piece, fc.integer({ min: 990, max: 1010 }), async (text, wanted) => {
				const promptText = `x${text.repeat(Math.ceil(wanted / text.length))}`.slice(0, wanted);
				const { core, error } = await attempt({ parameters: generate({ promptText }) });
				if (promptText.length <= 1000) return expect(core.tasks.all).toHaveLength(1);
				expect(error?.message).toContain(`this text has ${promptText.length}`);
				expect(core.log.entries).toHaveLength(0);
			}),
			RUNS,
		);
	});
});

describe('file names', () => {
	const nasty = fc.constantFrom('/', '\\', '..', '\u0000', '\n', ':', '*', '?', '"', '<', '|', '.', ' ', '😀', '視', '\u202e', 'CON', 'a');
	const name = fc.oneof(unicode, fc.array(nasty, { maxLength: 300, size: 'max' }).map((parts) => parts.join('')));

	it('are safe in any file system', async () => {
		await fc.assert(
			fc.asyncProperty(name, async (fileName) => {
				const { error, items } = await attempt({ parameters: generate({ options: { fileName } }) });
				expect(error).toBeUndefined();
				const given = String(items[0].json.fileName);
				expect(items[0].binary?.data.fileName).toBe(given);
				expect(given).toMatch(/^[^/\\:*?"<>|\p{Cc}\p{Cs}]+\.mp4$/u);
				expect(given).not.toMatch(/^[.\s]/);
				expect(Buffer.byteLength(given)).toBeLessThanOrEqual(255);
			}),
			RUNS,
		);
	});

	it('leave the name of the binary field to the user', async () => {
		await fc.assert(
			fc.asyncProperty(unicode, async (binaryPropertyOutput) => {
				const { items } = await attempt({ parameters: generate({ options: { binaryPropertyOutput } }) });
				expect(Object.keys(items[0].binary!)).toEqual([binaryPropertyOutput.trim() || 'data']);
			}),
			{ ...RUNS, numRuns: 60 },
		);
	});
});
