import { limitOf, sentences, valueLabel } from '../../nodes/Runway/catalogue/editor/words';
import type { ChoiceParam, ListParam, NumberParam, TextParam } from '../../nodes/Runway/catalogue/types';
import { choice, file, list, number, text } from './invented';

describe('a value in a list of the editor', () => {
	it.each<[value: string | number, name: string, param: Partial<ChoiceParam>]>([
		['16:9', '16:9 Landscape', {}],
		['1280:720', '16:9 Landscape (1280 x 720)', {}],
		['16:9', 'Wide', { valueNames: { '16:9': 'Wide' } }],
		['low', 'Less', { valueNames: { low: 'Less' } }],
		['low', 'Low', { valueNames: { high: 'More' } }],
		['auto', 'Auto (Model Decides)', {}],
		['auto', 'Auto', { valueNames: { auto: 'Auto' } }],
		['2k', '2K', {}],
		['720p', '720p', {}],
		['auto_2k', 'Auto 2K (Model Decides the Shape)', {}],
		['auto_1080p', 'Auto 1080p (Model Decides the Shape)', {}],
		['x2k', 'x2k', {}],
		['2k0', '2k0', {}],
		['cat', 'Cat', {}],
		['cat-character', 'Cat Character', {}],
		['a-white-cat', 'A White Cat', {}],
		['Cat-character', 'Cat-character', {}],
		['cat-character 2', 'cat-character 2', {}],
		['PNG', 'PNG', {}],
		['pcm_16000', 'pcm_16000', {}],
		[5, '5', {}],
		// Its unit stands in the label of the field.
		[2.5, '2.5', { unit: 'Seconds' }],
		[8, 'Long', { unit: 'Seconds', valueNames: { 8: 'Long' } }],
	])('%j is called %s', (value, name, param) => {
		expect(valueLabel(value, choice([value], param))).toBe(name);
	});
});

describe('sentences', () => {
	it.each<[Array<string | false | undefined>, string | undefined]>([
		[[], undefined],
		[[undefined, false, ''], undefined],
		[['The prompt'], 'The prompt'],
		[['The prompt.'], 'The prompt'],
		[[undefined, 'The prompt', false], 'The prompt'],
		[['The prompt', 'At most 9 characters'], 'The prompt. At most 9 characters.'],
		[['The prompt.', 'At most 9 characters.'], 'The prompt. At most 9 characters.'],
		[['The prompt. It is needed.'], 'The prompt. It is needed.'],
		[['As Gen-4.5 takes it.'], 'As Gen-4.5 takes it'],
	])('%j are %j', (parts, whole) => {
		expect(sentences(...parts)).toBe(whole);
	});
});

describe('the limit of', () => {
	it.each<[string, TextParam | NumberParam | ListParam, string | undefined]>([
		['a text of any length', text(), undefined],
		['a text of some length at least', text({ minLength: 5 }), undefined],
		['a text', text({ maxLength: 100 }), 'At most 100 characters'],
		['a text that is not empty', text({ maxLength: 100, minLength: 1 }), 'At most 100 characters'],
		['a text that is not short', text({ maxLength: 100, minLength: 2 }), 'At most 100 characters, at least 2'],
		['a number, which the field knows', number({ min: 1, max: 5 }), undefined],
		['a list of any length', list(file()), undefined],
		['a list that is needed', list(file(), { required: true }), 'At least 1'],
		['a list that may be empty', list(file(), { minItems: 1 }), undefined],
		['a list of two or more', list(file(), { minItems: 2 }), 'At least 2'],
		['a list that is needed, of two or more', list(file(), { required: true, minItems: 2 }), 'At least 2'],
		['a list of a few', list(file(), { maxItems: 3 }), 'At most 3'],
		['a list of some', list(file(), { minItems: 2, maxItems: 3 }), 'At least 2, at most 3'],
		['a list that is short', list(file(), { totalSeconds: 15 }), 'Together 15 seconds'],
		['a list of a few short ones', list(file(), { maxItems: 3, totalSeconds: 15 }), 'At most 3, together 15 seconds'],
	])('%s', (_, param, words) => {
		expect(limitOf(param)).toBe(words);
	});
});
