import type { EndpointId } from '../../nodes/Runway/catalogue/endpoints';
import { fileFieldsOf, rowKeyOf } from '../../nodes/Runway/catalogue/fileFields';
import type { Offer, Rule } from '../../nodes/Runway/catalogue/offer';
import { inModelOptions } from '../../nodes/Runway/catalogue/placement';
import type { Fields, FileParam, ListParam, Param, ValueParam } from '../../nodes/Runway/catalogue/types';
import { namedIn } from './offers';
import type { Wanted } from './planning';

const ADDRESSES = { image: 'https://a.example/i.png', video: 'https://a.example/v.mp4', audio: 'https://a.example/a.mp3' };

/** Five of these last as long as the longest of their videos. */
const SHOT = { duration: 3 };

/** Enters a value into each field of a request, as far as one excludes no other. */
export class Entering {
	private readonly fields: Record<string, unknown> = {};
	private readonly options: Record<string, unknown> = {};

	constructor(
		private readonly endpoint: EndpointId,
		private readonly id: string,
		/** Forms of voices and the like: by their number, the last for those that have fewer. */
		private readonly form: number,
	) {}

	/** @param rules which decide where fields do not suit each other */
	all(params: Fields, rules: Offer['rules'] = []): Wanted {
		for (const [key, param] of Object.entries(params)) {
			this.enter(key, param, inModelOptions(param) ? this.options : this.fields);
		}
		for (const rule of rules) this.keep(rule);
		return { ...this.fields, ...namedIn(this.endpoint, this.id), modelOptions: this.options };
	}

	/** Only what names a file that is needed. */
	files(params: Fields): Wanted {
		for (const [key, param] of Object.entries(params)) {
			const names = param.kind === 'list' || param.kind === 'file' || param.kind === 'frames' || isFile(param);
			if (names && !inModelOptions(param)) this.enter(key, param, this.fields);
		}
		return this.fields;
	}

	/** Puts the last value that a rule leaves in place of one that it does not. */
	private keep({ when, allows, demands }: Rule): void {
		const wanted = allows ?? demands;
		if (!wanted) return;
		const entered = (key: string) => this.fields[key] ?? this.options[key];
		const given = when && entered(when.field);
		const applies = !when || (given !== undefined && (!when.is || when.is.some((one) => one === given)));
		const values: readonly unknown[] = wanted.values;
		if (!applies || values.includes(entered(wanted.field))) return;
		const into = wanted.field in this.options ? this.options : this.fields;
		into[wanted.field] = values.at(-1);
	}

	private enter(key: string, param: Param, into: Record<string, unknown>): void {
		switch (param.kind) {
			case 'constant':
			case 'kindOf':
				return;
			case 'file': {
				if (inModelOptions(param)) {
					into[param.name ?? key] = { file: { source: 'url', url: ADDRESSES[param.media[0]] } };
					return;
				}
				const { source, url } = fileFieldsOf(param, key);
				Object.assign(into, { [source.name]: 'url', [url.name]: ADDRESSES[param.media[0]] });
				return;
			}
			case 'object':
				for (const [name, one] of Object.entries(param.fields)) this.enter(name, one, into);
				return;
			case 'variant': {
				const form = param.forms[Math.min(this.form, param.forms.length - 1)];
				into[param.name] = form.value;
				for (const [name, one] of Object.entries(form.fields)) this.enter(name, one, into);
				return;
			}
			case 'list':
				into[param.name ?? key] = { [rowKeyOf(param)]: this.rows(param) };
				return;
			case 'depends':
				into[param.on] = param.cases[param.cases.length - 1].is[0];
				return this.enter(key, param.cases[param.cases.length - 1].param, into);
			case 'frames':
				Object.assign(into, { imageSource: 'url', imageUrl: ADDRESSES.image });
				// Some of these use their image as a reference below, which goes with no frame.
				if (param.positions.includes('last') && !param.references) this.options.lastFrame = { file: { source: 'url', url: ADDRESSES.image } };
				return;
			case 'ids':
				into[param.name ?? key] = ['17f20503-6c24-4c16-946b-35dbbce2af2f'];
				return;
			default:
				into[param.name ?? key] = sample(param);
		}
	}

	private rows({ of, maxItems = 2 }: ListParam): unknown[] {
		const count = Math.min(maxItems, 9);
		return Array.from({ length: count }, (_, index) => {
			const into: Record<string, unknown> = {};
			const fields = of.kind === 'object' ? of.fields : {};
			for (const [name, one] of Object.entries(fields)) if (one.kind !== 'file') this.enter(name, one, into);
			const file = [of, ...Object.values(fields)].find((one): one is FileParam => one.kind === 'file');
			if (!file) return { ...into, ...SHOT };
			const [media] = file.media;
			const range = 'start_seconds' in into ? { start_seconds: 0, end_seconds: 31, seconds: index } : {};
			return { ...into, ...range, ...('role' in into && { role: index === 0 ? roleOf(fields.role) : 'reference' }), ...('tag' in into && { tag: `tag_${index}` }), ...('subject' in into && { subject: index < 5 ? 'human' : 'object' }), source: 'url', url: ADDRESSES[media] };
		});
	}
}

/** An object about a file. */
function isFile(param: Param): boolean {
	return param.kind === 'object' && Object.values(param.fields).some(({ kind }) => kind === 'file');
}

/** One alone can be the first frame, or the video to change. */
function roleOf(param: Param): unknown {
	return param.kind === 'choice' ? param.values[0] : undefined;
}

function sample(param: ValueParam): unknown {
	switch (param.kind) {
		case 'text':
			return 'x'.repeat(param.maxLength ?? 50);
		case 'choice':
			return param.values[param.values.length - 1];
		case 'number':
			return param.max ?? Math.max(7, param.min ?? 0);
		case 'toggle':
			return true;
		case 'date':
			return '2026-01-31';
		case 'id':
			return param.pattern ? 'best-video' : '17f20503-6c24-4c16-946b-35dbbce2af2f';
	}
}
