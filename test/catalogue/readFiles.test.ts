import { fileFieldsOf } from '../../nodes/Runway/catalogue/fileFields';
import { MediaSlot } from '../../nodes/Runway/catalogue/plan';
import { readFile, readList, readSingleFile } from '../../nodes/Runway/catalogue/read/files';
import { readFrames } from '../../nodes/Runway/catalogue/read/frames';
import { readMedia } from '../../nodes/Runway/catalogue/read/mediaInput';
import { Reading, type Scope } from '../../nodes/Runway/catalogue/read/reading';
import type { FileParam, FramesParam } from '../../nodes/Runway/catalogue/types';
import { file, frames, list, object, text } from './invented';

const A = 'https://a.example/a.png';
const B = 'https://a.example/b.png';
const DAMAGED = 'http://a.example';
const ONLY_HTTPS = 'Runway only fetches files over https. Use an https:// address, or load the file in n8n and choose Binary Field.';

const at = (url: string) => ({ source: 'url', url });
const inField = (binaryPropertyName: unknown) => ({ source: 'binary', binaryPropertyName });
const scopeOf = (values: Record<string, unknown>, title?: string): Scope => ({ get: (name) => values[name], title });

/** A file, as its source, its kinds and what it is called. */
const shownAs = ({ input, kinds, label }: MediaSlot) => `${'url' in input ? input.url : input.binaryPropertyName} (${kinds.join(' or ')}) ${label}`;

/** What is read, and what is wrong with it. */
function reading<T>(read: (reading: Reading) => T): { value: T; problems: string[] } {
	const found = new Reading('Gen-5', false);
	const value = read(found);
	return { value, problems: found.findings.problems.map(({ field, message }) => `${field}: ${message}`) };
}

describe('a file with fields of its own', () => {
	const read = (param: FileParam, values: Record<string, unknown>, title?: string) => {
		const { value, problems } = reading((one) => readFile(param, fileFieldsOf(param, 'logo'), 'My Logo', scopeOf(values, title), one));
		return value ? [shownAs(value), ...problems] : problems;
	};

	it.each<[Record<string, unknown>, string[]]>([
		[{ logoSource: 'binary', logoBinaryPropertyName: ' data ', logoUrl: A }, ['data (image) My Logo']],
		[{ logoBinaryPropertyName: 'data' }, ['data (image) My Logo']],
		[{ logoSource: 'url', logoBinaryPropertyName: 'data', logoUrl: ` ${A}\n` }, [`${A} (image) My Logo`]],
		[{ logoSource: 'binary', logoBinaryPropertyName: '' }, []],
		[{ logoSource: 'url', logoUrl: ' ' }, []],
		[{ logoSource: 'disk' }, ['Logo Source: Choose Binary Field or URL, not "disk".']],
		[{ logoSource: 'binary', logoBinaryPropertyName: {} }, ['Logo Binary Field: Expected the name of a binary field, such as data, but got an object.']],
		[{ logoSource: 'url', logoUrl: 5 }, ['Logo URL: Expected an address as text, but got 5.']],
		[{ logoSource: 'url', logoUrl: DAMAGED }, [`Logo URL: ${ONLY_HTTPS}`]],
	])('of %j is %j', (values, expected) => {
		expect(read(file(), values)).toEqual(expected);
	});

	it.each<[FileParam, Record<string, unknown>, string]>([
		[file({ required: true }), {}, 'Logo Binary Field: Empty. Enter the name of the binary field that holds the image.'],
		[file({ required: true }), { logoSource: 'url' }, 'Logo URL: Empty. Enter the address of an image, or choose Binary Field.'],
		[file({ required: true, media: ['audio', 'video'] }), {}, 'Logo Binary Field: Empty. Enter the name of the binary field that holds the audio or video.'],
		[file({ required: true, media: ['audio', 'video'] }), { logoSource: 'url' }, 'Logo URL: Empty. Enter the address of a sound file or a video, or choose Binary Field.'],
	])('that is needed says what is missing (%#)', (param, values, problem) => {
		expect(read(param, values)).toEqual([problem]);
	});

	it('in a row is named by the row alone', () => {
		expect(read(file({ required: true }), {}, 'Shots 2')).toEqual(['Shots 2: Empty. Enter the name of the binary field that holds the image.']);
		expect(read(file(), { logoSource: 'url', logoUrl: DAMAGED }, 'Shots 2')).toEqual([`Shots 2: ${ONLY_HTTPS}`]);
	});

	it.each<[Record<string, unknown>, string[]]>([
		[{ logoSource: 'url', logoUrl: A, logoType: 'video' }, [`${A} (video) My Logo`]],
		[{ logoSource: 'url', logoUrl: A, logoType: 'auto' }, [`${A} (audio or video) My Logo`]],
		[{ logoSource: 'url', logoUrl: A, logoType: '' }, [`${A} (audio or video) My Logo`]],
		// What a file in a binary field is can be seen.
		[{ logoBinaryPropertyName: 'data', logoType: 'video' }, ['data (audio or video) My Logo']],
		[{ logoSource: 'url', logoUrl: A, logoType: 'image' }, [`${A} (audio or video) My Logo`, 'Logo Type: Expected audio or video, but got "image".']],
	])('of one of two kinds: %j is %j', (values, expected) => {
		expect(read(file({ media: ['audio', 'video'] }), values)).toEqual(expected);
	});
});

describe('a list of files', () => {
	const read = (raw: unknown, param = list(file(), { label: 'Logos' })) => {
		const { value, problems } = reading((one) => readList(param, 'logos', scopeOf({ logos: raw }), one));
		return [...value.map(({ scope, title }) => `${title}: ${String(scope.get('url') ?? scope.get('binaryPropertyName'))}`), ...problems];
	};

	it.each<[string, unknown, string[]]>([
		['what the editor stores', { file: [at(A), inField('data')] }, [`Logos 1: ${A}`, 'Logos 2: data']],
		['one row', { file: at(A) }, [`Logos 1: ${A}`]],
		['a list of an expression', [at(A), at(B)], [`Logos 1: ${A}`, `Logos 2: ${B}`]],
		['nothing', undefined, []],
		['an empty text', ' ', []],
		['an empty collection', {}, []],
		['an empty list', { file: [] }, []],
		['rows that nobody filled in', { file: [at(''), inField(' '), null, ''] }, []],
		['several binary fields as text', [{ source: 'binaries', binaryPropertyNames: 'a, b,,' }], ['Logos 1: a', 'Logos 2:  b']],
		['several binary fields as a list', [{ source: 'binaries', binaryPropertyNames: ['a', '', 'b'] }, at(A)], ['Logos 1: a', 'Logos 2: b', `Logos 3: ${A}`]],
		['no binary field of several', [{ source: 'binaries' }], []],
		['several addresses in one row', [{ source: 'url', url: [A, B] }], [`Logos 1: ${A}`, `Logos 2: ${B}`]],
		['several fields in one row', [{ binaryPropertyName: ['a', 'b'] }], ['Logos 1: a', 'Logos 2: b']],
		['a number', 5, ['Logos: Expected a list of files, but got 5.']],
		['a text', A, [`Logos: Expected a list of files, but got "${A}".`]],
		['rows that are none', [A, true], [`Logos 1: Expected a file, but got "${A}".`, 'Logos 2: Expected a file, but got true.']],
	])('read from %s', (_, raw, expected) => {
		expect(read(raw)).toEqual(expected);
	});

	it('of something else keeps all its rows', () => {
		const shots = list(object({ prompt: text() }), { label: 'Shots', element: 'Shot' });
		expect(read({ shot: [{}, { url: 'x' }] }, shots)).toEqual(['Shots 1: undefined', 'Shots 2: x']);
		expect(read('x', shots)).toEqual(['Shots: Expected a list of shots, but got "x".']);
		expect(read(['x'], shots)).toEqual(['Shots 1: Expected a shot, but got "x".']);
	});

	it('takes what else a row says along', () => {
		const { value } = reading((one) => readList(list(file()), 'x', scopeOf({ x: [{ source: 'binaries', binaryPropertyNames: 'a,b', tag: 'fox' }] }), one));
		expect(value.map(({ scope }) => [scope.get('source'), scope.get('tag'), scope.title])).toEqual([
			['binary', 'fox', 'Shots 1'],
			['binary', 'fox', 'Shots 2'],
		]);
	});
});

describe('one file among Model Options', () => {
	const read = (raw: unknown) => {
		const { value, problems } = reading((one) => readSingleFile(file({ label: 'Last Frame' }), 'x', scopeOf({ x: raw }), one));
		return value ? [shownAs(value), ...problems] : problems;
	};

	it.each<[unknown, string[]]>([
		[{ file: at(A) }, [`${A} (image) Last Frame`]],
		[{ file: inField('data') }, ['data (image) Last Frame']],
		[{ file: {} }, []],
		[{}, []],
		[undefined, []],
		[5, ['Last Frame: Expected a list of files, but got 5.']],
		[{ file: 'x' }, ['Last Frame: Expected a file, but got "x".']],
		[{ file: at(DAMAGED) }, [`Last Frame: ${ONLY_HTTPS}`]],
	])('%j is %j', (raw, expected) => {
		expect(read(raw)).toEqual(expected);
	});
});

describe('the picture a video starts from', () => {
	const all = frames({ positions: ['first', 'last'], lastAlone: true, references: true, maxItems: 3 });
	const image = (url: string, label: string) => new MediaSlot(['image'], { source: 'url', url }, label);
	const MAIN = image(A, 'Image');
	const lastFrame = { file: at(B) };

	const read = (param: FramesParam, useImageAs: unknown, options: Record<string, unknown> = {}) =>
		reading((one) => readFrames(param, scopeOf({ useImageAs, imageSource: 'url', imageUrl: A }), scopeOf(options), one));

	it.each<[string, FramesParam, unknown, Record<string, unknown>, unknown]>([
		['alone', all, 'first', {}, MAIN],
		['untouched', all, '', {}, MAIN],
		['with a last one', all, 'first', { lastFrame }, [{ uri: MAIN, position: 'first' }, { uri: image(B, 'Last Frame'), position: 'last' }]],
		['as the last one', all, 'last', {}, [{ uri: MAIN, position: 'last' }]],
		['as a reference', all, 'reference', {}, [{ uri: MAIN }]],
		['with more references', all, 'reference', { references: [at(B)] }, [{ uri: MAIN }, { uri: image(B, 'Reference Images 1') }]],
		['of a model that knows no use', frames(), 'last', { lastFrame, references: [at(B)] }, MAIN],
	])('%s', (_, param, use, options, value) => {
		expect(read(param, use, options)).toEqual({ value, problems: [] });
	});

	it.each<[string, FramesParam, unknown, Record<string, unknown>, string[]]>([
		['a last frame beside references', all, 'reference', { lastFrame }, ['Last Frame: Gen-5 takes frames or references, not both. Remove the last frame, or set Use Image As to First Frame.']],
		['two last frames', all, 'last', { lastFrame }, ['Last Frame: The image is the last frame already. Set Use Image As to First Frame.']],
		['references beside a frame', all, 'first', { references: [at(B)] }, ['Reference Images: Gen-5 takes frames or references, not both. Remove the reference images, or set Use Image As to Reference Image.']],
		['too many', all, 'reference', { references: [at(A), at(A), at(B)] }, ['Reference Images: Gen-5 takes at most 3 files here, and there are 4.']],
		['an unknown use', all, 'middle', {}, ['Use Image As: Gen-5 does not take "middle". Choose First Frame (first), Last Frame (last), Reference Image (reference).']],
		['a use that this model lacks', frames({ references: true }), 'last', {}, ['Use Image As: Gen-5 does not take "last". Choose First Frame (first), Reference Image (reference).']],
		['a bad reference', all, 'reference', { references: [at(DAMAGED)] }, [`Reference Images 1: ${ONLY_HTTPS}`]],
	])('refuses %s', (_, param, use, options, problems) => {
		expect(read(param, use, options).problems).toEqual(problems);
	});

	it('takes as many as are allowed, the picture counted', () => {
		expect(read(all, 'reference', { references: [at(A), at(B)] }).problems).toEqual([]);
		expect(read(frames({ references: true }), 'reference', { references: Array(20).fill(at(A)) }).problems).toEqual([]);
	});

	it('is needed', () => {
		const { value, problems } = reading((one) => readFrames(all, scopeOf({}), scopeOf({ lastFrame }), one));
		expect([value, problems]).toEqual([undefined, ['Input Binary Field: Empty. Enter the name of the binary field that holds the image.']]);
	});
});

it.each([
	[{}, { empty: true }],
	[{ source: 'binary', binaryPropertyName: 5 }, { part: 'binary', problem: 'Expected the name of a binary field, such as data, but got 5.' }],
	[{ source: 'url', url: [] }, { part: 'url', problem: 'Expected an address as text, but got a list.' }],
	[{ source: 5 }, { part: 'source', problem: 'Choose Binary Field or URL, not 5.' }],
	[{ source: '', binaryPropertyName: 'data' }, { input: { source: 'binary', binaryPropertyName: 'data' } }],
])('the fields %j are read as %j', (raw, expected) => {
	expect(readMedia(['image'], raw)).toEqual(expected);
});
