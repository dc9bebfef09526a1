import type { ModelSchema, ParamSchema } from './schema';
import { dataUri, picture } from './talk';
import type { Path } from './walk';

/** Where one value does not suit a model's other values, one that does; keyed by endpoint and model. */
const suitable: Readonly<Record<string, Record<string, unknown>>> = {
	'text_to_video gen4.5': { outputFormat: 'prores' },
	'image_to_video gen4.5': { outputFormat: 'prores' },
	'image_to_video wan3': { ratio: 'auto_720p' },
	'image_to_video wan3_prime': { ratio: 'auto_720p' },
	'video_to_video aleph2': {
		outputFormat: 'prores',
		keyframes: keyframes(),
	},
	'video_to_hdr ruby': { outputFormat: 'hdr_prores' },
	'recipes/multi_shot_video custom': { duration: 15, shots: shots(5, 3) },
	'text_to_image gpt_image_2': { referenceImages: tagged(16) },
	'text_to_image gpt_image_2_5_flare': { referenceImages: tagged(16) },
	'text_to_image gpt_image_2_5_sunburst': { referenceImages: tagged(16) },
	'text_to_image gemini_image3_pro': { referenceImages: subjects(5, 9) },
	'text_to_image gemini_image3.1_flash': { referenceImages: subjects(5, 9) },
};

/** The same inside an object of the request. */
const suitableInside: Readonly<Record<string, Record<string, Record<string, unknown>>>> = {
	'generate/video default': {
		input: {
			referenceImages: roles('png', 'first', 'last', 'reference', 'reference'),
			referenceVideos: roles('mp4', 'source', 'reference'),
			keyframes: keyframes(),
		},
	},
	'generate/audio default': { input: { type: 'audio' } },
};

function keyframes(): unknown[] {
	return [0, 1, 2, 3, 4].map((seconds) => ({
		seconds,
		uri: 'https://example.com/input.png',
		range: { start_seconds: 0, end_seconds: 7 },
	}));
}

function roles(ending: string, ...names: string[]): unknown[] {
	return names.map((role) => ({ uri: `https://example.com/input.${ending}`, role }));
}

function tagged(count: number): unknown[] {
	return Array.from({ length: count }, (_, index) => ({ uri: 'https://example.com/input.png', tag: `tag_${index}` }));
}

function shots(count: number, duration: number): unknown[] {
	return Array.from({ length: count }, (_, index) => ({ prompt: `Scene ${index}`, duration }));
}

function subjects(humans: number, objects: number): unknown[] {
	return Array.from({ length: humans + objects }, (_, index) => ({
		uri: 'https://example.com/input.png',
		subject: index < humans ? 'human' : 'object',
	}));
}

/** Fields that a request needs although no single one is required. */
const alsoNeeded: Readonly<Record<string, Record<string, unknown>>> = {
	'image_to_video wan3': { ratio: 'auto_720p' },
	'image_to_video wan3_prime': { ratio: 'auto_720p' },
	'image_to_video gen3a_turbo': { promptText: 'A boat' },
	'recipes/multi_shot_video custom': { duration: 15, shots: shots(3, 5) },
};

const extensions = { image: 'png', video: 'mp4', audio: 'mp3' };

/** A value that a parameter accepts. */
export function goodValue(param: ParamSchema): unknown {
	switch (param.kind) {
		case 'string':
			return param.pattern?.includes('{8}') ? UUID : 'x'.repeat(param.maxLength ?? 20);
		case 'number':
		case 'integer':
			return param.max ?? 7;
		case 'boolean':
			return true;
		case 'enum':
			return param.values?.[0];
		case 'media':
			return `https://example.com/input.${extensions[param.mediaType ?? 'image']}`;
		case 'array':
			return Array.from({ length: param.maxItems ?? 1 }, () => goodValue(param.items ?? { kind: 'string' }));
		case 'object':
			return fields(propertiesOf(param), () => true);
	}
}

const UUID = '17f20503-6c24-4c16-946b-35dbbce2af2f';

/** The fields of an object; of one with several shapes, those of the first. */
function propertiesOf(param: ParamSchema): Readonly<Record<string, ParamSchema>> {
	return param.variants?.[0]?.properties ?? param.properties ?? {};
}

function fields(params: Readonly<Record<string, ParamSchema>>, wanted: (param: ParamSchema) => boolean) {
	const chosen = Object.entries(params).filter(([, param]) => wanted(param));
	return Object.fromEntries(chosen.map(([name, param]) => [name, goodValue(param)]));
}

/** The smallest request that a model accepts. */
export function minimalRequest(name: string, { params }: ModelSchema): Record<string, unknown> {
	return suited(name, { ...fields(params, (param) => param.required === true), ...alsoNeeded[name] });
}

/** A request with every parameter that a model has, each at its upper limit. */
export function fullRequest(name: string, { params }: ModelSchema): Record<string, unknown> {
	return suited(name, { ...fields(params, () => true), ...suitable[name] });
}

function suited(name: string, request: Record<string, unknown>): Record<string, unknown> {
	const inside = Object.entries(suitableInside[name] ?? {});
	return { ...request, ...Object.fromEntries(inside.map(([field, some]) => [field, { ...(request[field] as object), ...some }])) };
}

export interface BadValue {
	/** For the test's title. */
	readonly what: string;
	readonly value: unknown;
	readonly path: Path;
}

/** Values that a parameter refuses, each with the path that the answer must name. */
export function badValues(param: ParamSchema, path: Path): BadValue[] {
	const bad: BadValue[] = [];
	const add = (what: string, value: unknown, at: Path = path) => bad.push({ what, value, path: at });
	add('null', null);
	switch (param.kind) {
		case 'string':
			add('a number', 5);
			if (param.pattern) add('not of its form', '-'.repeat(param.minLength ?? 3));
			if (param.minLength) add('too short', 'x'.repeat(param.minLength - 1));
			if (param.maxLength) {
				add('too long', 'x'.repeat(param.maxLength + 1));
				// Each of these characters counts twice.
				add('too long in UTF-16 units', '🎬'.repeat(param.maxLength / 2 + 1));
			}
			break;
		case 'number':
		case 'integer':
			add('digits as text', '5');
			if (param.kind === 'integer') add('a fraction', (param.min ?? 3) + 0.5);
			if (param.min !== undefined) add('too small', param.min - 1);
			if (param.exclusiveMin !== undefined) add('at its open end', param.exclusiveMin);
			if (param.max !== undefined) add('too big', param.max + 1);
			break;
		case 'boolean':
			add('a text', 'true');
			break;
		case 'enum':
			add('a value that is not in the list', 'nonsense');
			add('the first value with a blank', ` ${param.values?.[0]}`);
			break;
		case 'media':
			for (const [what, uri] of badUris(param)) add(what, uri);
			break;
		case 'array':
			add('a text', 'x');
			break;
		case 'object':
			add('a list', []);
			for (const [name, property] of Object.entries(propertiesOf(param))) {
				for (const { what, value, path: at } of badValues(property, [...path, name])) {
					add(`${name}: ${what}`, { ...(goodValue(param) as object), [name]: value }, at);
				}
			}
			if (param.strict) add('an unknown field', { ...(goodValue(param) as object), extra: 1 });
	}
	const list = param.list ?? (param.kind === 'array' ? param : undefined);
	return list ? [...bad, ...badLists(list, path)] : bad;
}

function badLists({ items, minItems, maxItems }: ParamSchema, path: Path): BadValue[] {
	if (!items) return [];
	const good = goodValue(items);
	const bad: BadValue[] = badValues(items, [...path, 0]).map((one) => ({
		...one,
		what: `first element: ${one.what}`,
		value: [one.value],
	}));
	if (minItems) bad.push({ what: 'too few elements', value: [], path });
	if (maxItems) {
		bad.push({ what: 'too many elements', value: Array.from({ length: maxItems + 1 }, () => good), path });
	}
	for (const [name, property] of Object.entries(propertiesOf(items))) {
		if (!property.required) continue;
		const rest = Object.entries(good as object).filter(([key]) => key !== name);
		bad.push({
			what: `element without ${name}`,
			value: [Object.fromEntries(rest)],
			path: [...path, 0, name],
		});
	}
	return bad;
}

const png = picture('image/png');
const gif = Buffer.concat([Buffer.from('GIF89a'), Buffer.alloc(100)]);

function badUris({ mediaType = 'image' }: ParamSchema): Array<[string, unknown]> {
	const declared = { image: 'image/png', video: 'video/mp4', audio: 'audio/mpeg' }[mediaType];
	return [
		['a number', 5],
		['no URI', 'input.png'],
		['http', 'http://example.com/input.png'],
		['IPv4 address', 'https://93.184.216.34/input.png'],
		['IPv4 address in one number', 'https://1572395042/input.png'],
		['IPv6 address', 'https://[2606:2800:220:1:248:1893:25c8:1946]/input.png'],
		['own machine', 'https://localhost/input.png'],
		['URL too long', `https://example.com/${'x'.repeat(2048)}`],
		['unknown upload', 'runway://bm90aGluZyB0aGVyZQ'],
		['GIF', dataUri('image/gif', gif)],
		['bytes of another type', dataUri(declared, mediaType === 'image' ? gif : png)],
		['a type without meaning', dataUri('application/octet-stream', png)],
		['broken base64', `data:${declared};base64,@@@@`],
		['data URI too long', `data:${declared};base64,${'A'.repeat(5_242_880)}`],
	];
}
