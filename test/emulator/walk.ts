import { httpsProblem, inspectFile, parseDataUri, type MediaFile } from './media';
import { schema, type MediaType, type ParamSchema } from './schema';

export type Path = ReadonlyArray<string | number>;

/** One complaint in the form Runway's 400 answers have. */
export interface Issue {
	readonly code: string;
	readonly path: Path;
	readonly message: string;
}

/** Every media URI of a request with what was found behind it; nothing for an https URL. */
export interface MediaReference {
	readonly path: Path;
	readonly uri: string;
	readonly mediaType: MediaType;
	readonly param: ParamSchema;
	file?: MediaFile;
}

export type FindUpload = (runwayUri: string) => Buffer | undefined;

export function isObject(value: unknown): value is Record<string, unknown> {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function typeName(value: unknown): string {
	if (value === null) return 'null';
	return Array.isArray(value) ? 'array' : typeof value;
}

/** Goes through one body and collects what is wrong, what is unknown and which files it names. */
export class Walk {
	readonly issues: Issue[] = [];
	readonly unknown: Path[] = [];
	readonly media: MediaReference[] = [];

	private add(code: string, path: Path, message: string): void {
		this.issues.push({ code, path, message });
	}

	private wrongType(expected: string, value: unknown, path: Path): void {
		this.add('invalid_type', path, `Expected ${expected}, received ${typeName(value)}`);
	}

	object(
		value: Record<string, unknown>,
		params: Readonly<Record<string, ParamSchema>>,
		path: Path,
		strict: boolean,
	): void {
		for (const [name, param] of Object.entries(params)) {
			const sent = value[name];
			if (sent !== undefined) this.value(sent, param, [...path, name]);
			else if (param.required) this.add('invalid_type', [...path, name], 'Required');
		}
		const extra = Object.keys(value).filter((name) => !Object.hasOwn(params, name));
		if (extra.length === 0) return;
		this.unknown.push(...extra.map((name) => [...path, name]));
		const names = extra.map((name) => `'${name}'`).join(', ');
		if (strict) this.add('unrecognized_keys', path, `Unrecognized key(s) in object: ${names}`);
	}

	private value(value: unknown, param: ParamSchema, path: Path): void {
		if (param.alsoAccepts?.some((one) => one === value)) return;
		if (param.list && Array.isArray(value)) return this.array(value, param.list, path);
		switch (param.kind) {
			case 'string':
				return this.string(value, param, path);
			case 'number':
			case 'integer':
				return this.number(value, param, path);
			case 'boolean':
				if (typeof value !== 'boolean') this.wrongType('boolean', value, path);
				return;
			case 'enum':
				return this.choice(value, param, path);
			case 'media':
				if (typeof value !== 'string') return this.wrongType('string', value, path);
				this.media.push({ path, uri: value, mediaType: param.mediaType ?? 'image', param });
				return;
			case 'array':
				if (!Array.isArray(value)) return this.wrongType('array', value, path);
				return this.array(value, param, path);
			case 'object':
				if (!isObject(value)) return this.wrongType('object', value, path);
				if (param.variants) return this.variant(value, param.variants, path);
				return this.object(value, param.properties ?? {}, path, param.strict === true);
		}
	}

	/** The shape is the one whose constants fit, or, without constants, the one whose first field is there. */
	private variant(
		value: Record<string, unknown>,
		variants: NonNullable<ParamSchema['variants']>,
		path: Path,
	): void {
		const fits = ({ properties }: (typeof variants)[number]) => {
			const constants = Object.entries(properties).filter(([, one]) => one.constant);
			if (constants.length === 0) return Object.keys(properties)[0]! in value;
			return constants.every(([name, one]) => one.values?.[0] === value[name]);
		};
		const found = variants.filter(fits);
		const [first] = variants;
		if (found.length === 1) return this.object(value, found[0]!.properties, path, false);
		const key = Object.keys(first!.properties).find((name) => first!.properties[name]!.constant);
		// Without constants the first shape says what is missing.
		if (!key && found.length === 0) return this.object(value, first!.properties, path, false);
		this.add('invalid_union', key ? [...path, key] : path, 'Invalid input');
	}

	private choice(value: unknown, param: ParamSchema, path: Path): void {
		const values = param.values ?? [];
		if (values.some((one) => one === value)) return;
		const size = param.open && typeof value === 'string' ? /^(\d+):(\d+)$/.exec(value) : null;
		const pixels = size ? Number(size[1]) * Number(size[2]) : 0;
		if (size && pixels >= (param.freeFormMinPixels ?? 0) && pixels <= (param.freeFormMaxPixels ?? Infinity)) return;
		const allowed = values.map((one) => (typeof one === 'string' ? `'${one}'` : one)).join(' | ');
		const received = typeof value === 'string' ? `'${value}'` : typeName(value);
		this.add('invalid_enum_value', path, `Invalid value. Expected ${allowed}, received ${received}`);
	}

	/** Lengths are UTF-16 code units, which is what JavaScript counts as well. */
	private string(value: unknown, { minLength = 0, maxLength = Infinity, pattern }: ParamSchema, path: Path): void {
		if (typeof value !== 'string') return this.wrongType('string', value, path);
		if (value.length < minLength) {
			this.add('too_small', path, `String must contain at least ${minLength} character(s)`);
		}
		if (value.length > maxLength) {
			this.add('too_big', path, `String must contain at most ${maxLength} character(s)`);
		}
		if (pattern && !new RegExp(pattern).test(value)) this.add('invalid_string', path, 'Invalid');
	}

	private number(value: unknown, param: ParamSchema, path: Path): void {
		const { kind, min = -Infinity, max = Infinity, exclusiveMin = -Infinity } = param;
		if (typeof value !== 'number') return this.wrongType(kind, value, path);
		if (kind === 'integer' && !Number.isSafeInteger(value)) {
			return this.add('invalid_type', path, 'Expected integer, received float');
		}
		if (value < min) this.add('too_small', path, `Number must be greater than or equal to ${min}`);
		if (value <= exclusiveMin) this.add('too_small', path, `Number must be greater than ${exclusiveMin}`);
		if (value > max) this.add('too_big', path, `Number must be less than or equal to ${max}`);
	}

	private array(value: unknown[], param: ParamSchema, path: Path): void {
		const { items, minItems = 0, maxItems = Infinity } = param;
		if (value.length < minItems) {
			this.add('too_small', path, `Array must contain at least ${minItems} element(s)`);
		}
		if (value.length > maxItems) {
			this.add('too_big', path, `Array must contain at most ${maxItems} element(s)`);
		}
		if (items) value.forEach((one, index) => this.value(one, items, [...path, index]));
	}

	/** Looks behind a URI as far as that goes without a network. */
	async checkMedia(reference: MediaReference, findUpload: FindUpload): Promise<void> {
		const { uri, path, param, mediaType } = reference;
		const fail = (message: string, code = 'custom') => this.add(code, path, message);
		if (param.accepts && !param.accepts.includes(sourceOf(uri))) {
			return fail(`Expected ${param.accepts.join(' or ')}`);
		}
		if (sourceOf(uri) === 'https URL') {
			const problem = httpsProblem(uri);
			return problem ? fail(problem) : undefined;
		}
		const found = sourceOf(uri) === 'data URI' ? dataFile(uri, mediaType) : uploadedFile(uri, findUpload);
		if (typeof found === 'string') return fail(found, found.includes('at most') ? 'too_big' : 'custom');
		const file = await inspectFile(found.bytes, mediaType, found.type);
		if (typeof file === 'string') return fail(file);
		reference.file = file;
	}
}

function sourceOf(uri: string): string {
	if (uri.startsWith('data:')) return 'data URI';
	return uri.startsWith(schema.media.uri.upload.prefix) ? 'upload URI' : 'https URL';
}

function dataFile(uri: string, mediaType: MediaType): { bytes: Buffer; type: string } | string {
	const { maxLengthImage, maxLengthVideo, maxLengthAudio } = schema.media.uri.dataUri;
	const limit = { image: maxLengthImage, video: maxLengthVideo, audio: maxLengthAudio }[mediaType];
	if (uri.length > limit) return `Data URI must contain at most ${limit} character(s)`;
	return parseDataUri(uri) ?? 'Invalid data URI: expected data:<type>;base64,<data>';
}

function uploadedFile(uri: string, findUpload: FindUpload): { bytes: Buffer; type?: undefined } | string {
	const { maxLength } = schema.media.uri.upload;
	if (uri.length > maxLength) return `Upload URI must contain at most ${maxLength} character(s)`;
	const bytes = findUpload(uri);
	return bytes ? { bytes } : 'The upload does not exist or has expired';
}
