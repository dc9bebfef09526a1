import { inUsualOrder, isProportion, sameShape, shapeLabel, shapeOf } from '../../nodes/Runway/catalogue/shapes';

describe('a shape', () => {
	it.each([
		['8:1', '8:1 Landscape'],
		['4:1', '4:1 Landscape'],
		['21:9', '21:9 Landscape'],
		['20:9', '20:9 Landscape'],
		['2:1', '2:1 Landscape'],
		['16:9', '16:9 Landscape'],
		['3:2', '3:2 Landscape'],
		['4:3', '4:3 Landscape'],
		['5:4', '5:4 Landscape'],
		['1:1', '1:1 Square'],
		['4:5', '4:5 Portrait'],
		['3:4', '3:4 Portrait'],
		['2:3', '2:3 Portrait'],
		['9:16', '9:16 Portrait'],
		['1:2', '1:2 Portrait'],
		['9:20', '9:20 Portrait'],
		['9:21', '9:21 Portrait'],
		['1:4', '1:4 Portrait'],
		['1:8', '1:8 Portrait'],
		[' 16:9 ', '16:9 Landscape'],
		// The largest proportion, and the smallest picture.
		['32:18', '16:9 Landscape'],
		['33:33', '1:1 Square (33 x 33)'],
		['18:33', '9:16 Portrait (18 x 33)'],
		['1280:720', '16:9 Landscape (1280 x 720)'],
		['12800:7200', '16:9 Landscape (12800 x 7200)'],
		// Models round their sizes.
		['1104:832', '4:3 Landscape (1104 x 832)'],
		['1950:900', '19.5:9 Landscape (1950 x 900)'],
		['900:1950', '9:19.5 Portrait (900 x 1950)'],
		['1584:672', '21:9 Landscape (1584 x 672)'],
		['960:961', '1:1 Square (960 x 961)'],
		['104:100', '1:1 Square (104 x 100)'],
		// Like nothing that has a name.
		['105:100', '105:100 Landscape (105 x 100)'],
		['100:300', '100:300 Portrait (100 x 300)'],
		['7:5', '7:5 Landscape'],
		['1000:100', '1000:100 Landscape (1000 x 100)'],
	])('%s is called %s', (value, name) => {
		expect(shapeLabel(shapeOf(value)!)).toBe(name);
	});

	it.each([[5], [undefined], [null], [{}], ['16'], ['16:'], [':9'], ['16:9:1'], ['a16:9'], ['16:9x'], ['0:9'], ['16:0'], ['0:0'], ['123456:9'], ['9:123456'], ['16.5:9'], ['auto']])(
		'%j is none',
		(value) => {
			expect(shapeOf(value)).toBeUndefined();
			expect(isProportion(value)).toBe(false);
		},
	);

	it('without a size is a proportion', () => {
		expect(isProportion('16:9')).toBe(true);
		expect(isProportion('1280:720')).toBe(false);
	});
});

describe('the usual order', () => {
	it('has common shapes first, the smaller picture before the larger one', () => {
		expect(inUsualOrder(['832:1104', '1920:1080', '1104:832', '960:960', '720:1280', '1280:720'])).toEqual([
			...['1280:720', '1920:1080', '720:1280', '960:960', '1104:832', '832:1104'],
		]);
	});

	it('has other shapes after them, the wider one first', () => {
		expect(inUsualOrder(['1:4', '21:9', '3:4', '2:3', '4:1'])).toEqual(['3:4', '4:1', '21:9', '2:3', '1:4']);
		expect(inUsualOrder(['2016:864', '1008:432'])).toEqual(['1008:432', '2016:864']);
	});

	it('leaves at the end what is no shape, in its own order', () => {
		expect(inUsualOrder(['high', 'auto', '21:9', 'low', '16:9'])).toEqual(['16:9', '21:9', 'high', 'auto', 'low']);
		expect(inUsualOrder([10, 5])).toEqual([10, 5]);
	});

	it('changes nothing in the list it is given', () => {
		const values = ['21:9', '16:9'];
		inUsualOrder(values);
		expect(values).toEqual(['21:9', '16:9']);
	});
});

describe('the values that mean the same shape', () => {
	it.each<[unknown, string[], string[]]>([
		['9:16', ['1280:720', '720:1280'], ['720:1280']],
		['16:9', ['1280:720', '1920:1080', '720:1280'], ['1280:720', '1920:1080']],
		['1280:720', ['16:9', '9:16'], ['16:9']],
		['16:9', ['16:9'], ['16:9']],
		// One size does not stand for another one.
		['1280:720', ['1920:1080'], []],
		['16:9', ['auto', '1:1'], []],
		['auto', ['auto', '1:1'], []],
		[undefined, ['auto'], []],
	])('as %j among %j: %j', (raw, values, same) => {
		expect(sameShape(raw, values)).toEqual(same);
	});
});
