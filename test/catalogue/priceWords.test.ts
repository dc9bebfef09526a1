import { fieldsOf } from '../../nodes/Runway/catalogue/editor/placed';
import type { Offer, Price } from '../../nodes/Runway/catalogue/offer';
import { priceExample, priceText, ratesText, usualPriceText } from '../../nodes/Runway/catalogue/price';
import type { Fields } from '../../nodes/Runway/catalogue/types';
import { choice, number, text } from './invented';

const SECOND = { per: 'second', rates: [{ credits: 12 }] } as const satisfies Price;
const IMAGE = { per: 'image', rates: [{ credits: 5 }] } as const satisfies Price;

/** A length that the price goes by. */
const lasting = (preset?: number | string): Fields => ({ promptText: text(), duration: choice([4, 8, 'auto'], { priced: true, preset }) });

describe('a price', () => {
	it.each<[string, Price, Partial<Offer>, string]>([
		['by the second', SECOND, {}, '12 credits per second, 60 for 5 s'],
		['by the second, of what lasts as chosen', SECOND, { params: lasting(8) }, '12 credits per second, 96 for 8 s'],
		['by the second, where the model decides how many', SECOND, { params: lasting('auto') }, '12 credits per second, 60 for 5 s'],
		['by the second, where nothing is chosen', SECOND, { params: lasting() }, '12 credits per second, 60 for 5 s'],
		['by what depends on another field', SECOND, { params: { duration: { kind: 'depends', on: 'mode', otherwise: 'a', cases: [{ is: ['a'], param: text() }, { is: ['b'], param: number({ priced: true, preset: 4 }) }] } } }, '12 credits per second, 48 for 4 s'],
		['by a field that does not count', SECOND, { params: { speed: number({ preset: 4 }) } }, '12 credits per second, 60 for 5 s'],
		['of one credit', { per: 'second', rates: [{ credits: 1 }] }, {}, '1 credit per second, 5 for 5 s'],
		['of several rates', { per: 'second', rates: [{ credits: 20, when: 'in 480p' }, { credits: 30, when: 'in 720p' }] }, {}, '20 credits per second in 480p, 30 in 720p; 100 for 5 s in 480p'],
		['of several rates, not the first the usual one', { per: 'second', rates: [{ credits: 20, when: 'in 480p' }, { credits: 30, when: 'in 720p', usual: true }] }, {}, '20 credits per second in 480p, 30 in 720p; 150 for 5 s in 720p'],
		['of a range', { per: 'second', rates: [{ credits: 1, to: 30, when: 'by resolution' }] }, {}, '1 to 30 credits per second by resolution'],
		['by the input', { per: 'second of the input', rates: [{ credits: 2 }] }, {}, '2 credits per second of the input, 10 for 5 s'],
		['by the frame', { per: 'frame', rates: [{ credits: 0.7 }] }, {}, '0.7 credits per frame, 84 for 5 s at 24 frames per second'],
		['by 2 seconds', { per: '2 seconds', rates: [{ credits: 1 }] }, {}, '1 credit per 2 seconds, 30 for a minute'],
		['by 3 seconds', { per: '3 seconds', rates: [{ credits: 1 }] }, {}, '1 credit per 3 seconds, 20 for a minute'],
		['by 6 seconds', { per: '6 seconds', rates: [{ credits: 2 }] }, {}, '2 credits per 6 seconds, 20 for a minute'],
		['by letters', { per: '50 characters', rates: [{ credits: 1 }] }, {}, '1 credit per 50 characters, 20 for 1,000 characters'],
		['by the sound', { per: 'sound', rates: [{ credits: 2 }] }, {}, '2 credits per sound'],
		['by the image', IMAGE, {}, '5 credits per image'],
		['by the image, one of them', IMAGE, { files: 1 }, '5 credits per image'],
		['by the image, several of them', IMAGE, { files: 4 }, '5 credits per image, 20 for 4 images'],
		['with something before', { ...SECOND, base: 56 }, {}, '56 credits plus 12 per second, 116 for 5 s'],
		['with nothing before', { ...SECOND, base: 0 }, {}, '0 credits plus 12 per second, 60 for 5 s'],
		['of a least amount that is reached', { ...SECOND, atLeast: 60 }, {}, '12 credits per second, at least 60'],
		['of a least amount that is exceeded', { ...SECOND, atLeast: 59 }, {}, '12 credits per second, at least 59; 60 for 5 s'],
		['of a least amount of nothing', { ...SECOND, atLeast: 0 }, {}, '12 credits per second, at least 0; 60 for 5 s'],
		['with something on top', { ...SECOND, also: 'plus 2 per reference image' }, {}, '12 credits per second, plus 2 per reference image; 60 for 5 s'],
		['that an example would not tell', { ...SECOND, noExample: true }, {}, '12 credits per second'],
		['of parts of a credit', { per: 'second', rates: [{ credits: 0.333 }] }, {}, '0.333 credits per second, 1.67 for 5 s'],
	])('%s', (_, price, more, words) => {
		expect(priceText({ params: {}, price, ...more })).toBe(words);
	});

	it('of what is selected at first alone is shorter', () => {
		const price: Price = { per: 'second', rates: [{ credits: 20, when: 'in 480p' }, { credits: 30, when: 'in 720p', usual: true }], also: 'plus 2 per image' };
		expect(usualPriceText({ params: lasting(8), price })).toBe('30 credits per second in 720p, 240 for 8 s');
		expect(usualPriceText({ params: {}, price: IMAGE, files: 4 })).toBe('5 credits per image, 20 for 4 images');
		expect(usualPriceText({ params: {} })).toBeUndefined();
	});

	it('that is not published is not told', () => {
		expect([priceText({ params: {} }), ratesText({ params: {} }), priceExample({ params: lasting(8) })]).toEqual([undefined, undefined, undefined]);
	});

	it('stands under what it goes by, in each of its forms', () => {
		const duration = number({ priced: true, hint: 'Whole seconds' });
		const hints = (params: Fields, price: Price | undefined = SECOND) => fieldsOf({ params, price }).map(({ field }) => field.hint);
		expect(hints({ promptText: text({ hint: 'In English' }), duration })).toEqual(['In English', 'Whole seconds. 12 credits per second, 60 for 5 s.']);
		expect(fieldsOf({ params: { duration } })[0].field.hint).toBe('Whole seconds');
		const cases = [{ is: ['a'], param: duration }, { is: ['b'], param: number({ priced: true }) }, { is: ['c'], param: text() }];
		expect(hints({ duration: { kind: 'depends', on: 'mode', otherwise: 'a', cases } })).toEqual([
			'Whole seconds. 12 credits per second, 60 for 5 s.',
			'12 credits per second, 60 for 5 s',
			undefined,
		]);
	});
});
