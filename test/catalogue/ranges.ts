import type { Fields, Param } from '../../nodes/Runway/catalogue/types';
import type { ParamSchema } from '../emulator/schema';

/** What a row says about lengths, bounds and counts, in the words of the fixture. */
export function rangesOf(fields: Fields): Record<string, unknown> {
	return Object.fromEntries(
		Object.entries(fields).flatMap(([name, param]): Array<[string, unknown]> => {
			const range = rangeOf(param);
			return range === undefined || Object.keys(range).length === 0 ? [] : [[name, range]];
		}),
	);
}

function rangeOf(param: Param): Record<string, unknown> | undefined {
	switch (param.kind) {
		case 'number':
			return pick(param, ['integer', 'min', 'max']);
		case 'text': {
			// Of the ID of a thing the form is checked, too.
			const { pattern } = param;
			return { ...pick(param, ['minLength', 'maxLength']), ...(pattern && { pattern: pattern.matches }) };
		}
		case 'id':
			return param.pattern && { pattern: param.pattern.matches };
		case 'choice':
			return param.anySize && { ...param.anySize };
		case 'list': {
			const { of } = param;
			const inner = of.kind === 'object' ? rangesOf(flat(of.fields)) : {};
			return {
				...pick(param, ['minItems', 'maxItems', 'totalSeconds']),
				...(Object.keys(inner).length > 0 && { of: inner }),
			};
		}
		case 'frames':
		case 'ids':
			return pick(param, ['maxItems']);
		case 'object':
			return rangesOf(param.fields);
		case 'variant':
			return rangesOf(Object.assign({}, ...param.forms.map(({ fields }) => fields)) as Fields);
		case 'depends':
			return rangeOf(param.cases[param.cases.length - 1].param);
		default:
			return undefined;
	}
}

function flat(fields: Fields): Fields {
	const entries = Object.entries(fields).flatMap(([name, param]): Array<[string, Param]> =>
		param.kind === 'variant' && param.flat ? param.forms.flatMap((form) => Object.entries(form.fields)) : [[name, param]],
	);
	return Object.fromEntries(entries);
}

function pick(from: object, names: string[]): Record<string, unknown> {
	return Object.fromEntries(Object.entries(from).filter(([name, value]) => names.includes(name) && value !== undefined));
}

/** The same of a recorded parameter. */
export function recordedRanges(params: Readonly<Record<string, ParamSchema>>): Record<string, unknown> {
	return Object.fromEntries(
		Object.entries(params).flatMap(([name, param]): Array<[string, unknown]> => {
			const range = recordedRange(param);
			return range === undefined || Object.keys(range).length === 0 ? [] : [[name, range]];
		}),
	);
}

function recordedRange(param: ParamSchema): Record<string, unknown> | undefined {
	switch (param.kind) {
		case 'number':
		case 'integer': {
			const { exclusiveMin, kind } = param;
			// Above 0 in whole numbers is from 1.
			const min = exclusiveMin === undefined ? {} : { min: exclusiveMin + 1 };
			return { ...(kind === 'integer' && { integer: true }), ...pick(param, ['min', 'max']), ...min };
		}
		case 'string':
			return param.pattern?.includes('{8}') ? undefined : pick(param, ['minLength', 'maxLength', 'pattern']);
		case 'enum':
			return param.open ? { minPixels: param.freeFormMinPixels, maxPixels: param.freeFormMaxPixels } : undefined;
		case 'media':
			return param.list ? pick(param.list, ['maxItems']) : undefined;
		case 'array': {
			const inner = param.items ? recordedRanges(propertiesOf(param.items)) : {};
			const { combinedMaxSeconds: totalSeconds } = param;
			return {
				...pick(param, ['minItems', 'maxItems']),
				...(totalSeconds !== undefined && { totalSeconds }),
				...(Object.keys(inner).length > 0 && { of: inner }),
			};
		}
		case 'object':
			return recordedRanges(propertiesOf(param));
		default:
			return undefined;
	}
}

function propertiesOf({ properties, variants }: ParamSchema): Readonly<Record<string, ParamSchema>> {
	return variants ? (Object.assign({}, ...variants.map((one) => one.properties)) as Record<string, ParamSchema>) : (properties ?? {});
}
