/** Shapes of pictures by the names people use, widest first. */
const NAMED: ReadonlyArray<readonly [number, number]> = [
	[8, 1],
	[4, 1],
	[21, 9],
	[20, 9],
	[19.5, 9],
	[2, 1],
	[16, 9],
	[3, 2],
	[4, 3],
	[5, 4],
	[1, 1],
	[4, 5],
	[3, 4],
	[2, 3],
	[9, 16],
	[1, 2],
	[9, 19.5],
	[9, 20],
	[9, 21],
	[1, 4],
	[1, 8],
];

/** The order in which people look for them. */
const COMMON = ['16:9', '9:16', '1:1', '4:3', '3:4'];

/** Models round their sizes, so a shape is called by its name when it is this near, as a part of it. */
const NEAR = 0.04;

/** Beyond this a number counts pixels, below it is a part of a proportion. */
const MOST_PARTS = 32;

export interface Shape {
	readonly width: number;
	readonly height: number;
	/** `16:9` */
	readonly name: string;
	/** Width and height are pixels, not a proportion. */
	readonly inPixels: boolean;
}

/** What a value such as `16:9` or `1280:720` says; undefined for one that is no shape. */
export function shapeOf(value: unknown): Shape | undefined {
	if (typeof value !== 'string') return undefined;
	const parts = /^(\d{1,5}):(\d{1,5})$/.exec(value.trim());
	if (!parts) return undefined;
	const [width, height] = [Number(parts[1]), Number(parts[2])];
	if (width === 0 || height === 0) return undefined;
	const inPixels = Math.max(width, height) > MOST_PARTS;
	const off = ([w, h]: readonly [number, number]) => Math.abs(width * h - height * w) / (height * w);
	const near = NAMED.reduce((best, one) => (off(one) < off(best) ? one : best));
	const name = off(near) <= NEAR ? near.join(':') : `${width}:${height}`;
	return { width, height, name, inPixels };
}

/** Whether a value says a shape without a size. */
export function isProportion(value: unknown): boolean {
	return shapeOf(value)?.inPixels === false;
}

/** `16:9 Landscape (1280 x 720)`, `1:1 Square` */
export function shapeLabel({ width, height, name, inPixels }: Shape): string {
	const orientation = name === '1:1' ? 'Square' : width > height ? 'Landscape' : 'Portrait';
	return inPixels ? `${name} ${orientation} (${width} x ${height})` : `${name} ${orientation}`;
}

/** Common shapes first, and within a shape the smaller picture. What is no shape keeps its place at the end. */
export function inUsualOrder<T extends string | number>(values: readonly T[]): T[] {
	const place = (value: T) => {
		const shape = shapeOf(value);
		if (!shape) return [2, 0, 0];
		const common = COMMON.indexOf(shape.name);
		const pixels = shape.width * shape.height;
		return common >= 0 ? [0, common, pixels] : [1, -shape.width / shape.height, pixels];
	};
	return [...values]
		.map((value) => ({ value, key: place(value) }))
		.sort((a, b) => a.key.map((part, i) => part - b.key[i]).find((difference) => difference !== 0) ?? 0)
		.map(({ value }) => value);
}

/**
 * The values that mean the same shape as `raw`, when `raw` or they are proportions: 9:16 may stand for 720:1280,
 * but no size in pixels for another one.
 */
export function sameShape<T extends string | number>(raw: unknown, values: readonly T[]): T[] {
	const wanted = shapeOf(raw);
	if (!wanted) return [];
	return values.filter((value) => {
		const shape = shapeOf(value);
		return shape?.name === wanted.name && !(shape.inPixels && wanted.inPixels);
	});
}
