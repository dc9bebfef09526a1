import { LAST_FRAME, MORE_REFERENCES, PICTURE } from './params/frames';
import type { Offer } from './offer';
import type { Fields, FileParam, ListParam, Param, ValueParam } from './types';

/** Where the parameters of an offer stand in the editor, and under which names and labels. */

/** Whether a parameter stands in Model Options. What a request needs is always a field of its own. */
export function inModelOptions(param: Param): boolean {
	return 'rare' in param && param.rare === true && !param.required;
}

/** An entry of Model Options. */
export interface Option {
	readonly name: string;
	readonly label: string;
	readonly param: ValueParam | ListParam | FileParam;
}

/** What an offer shows in Model Options: its rare parameters, objects taken apart, and what goes with the picture. */
export function optionsOf({ params }: Offer): Option[] {
	return Object.entries(params).flatMap(([key, param]): Option[] => {
		if (param.kind === 'frames') {
			const last = option(LAST_FRAME.name, LAST_FRAME);
			const more = option(MORE_REFERENCES.name, moreReferences(param.maxItems));
			return [...(param.positions.includes('last') ? last : []), ...(param.references ? more : [])];
		}
		if (!inModelOptions(param)) return [];
		if (param.kind === 'object') return Object.entries(param.fields).flatMap(([name, one]) => option(name, one));
		return option(key, param);
	});
}

/** The picture itself counts as one of them. */
function moreReferences(maxItems: number | undefined): ListParam {
	return maxItems === undefined ? MORE_REFERENCES : { ...MORE_REFERENCES, maxItems: maxItems - 1 };
}

function option(key: string, param: Param): Option[] {
	switch (param.kind) {
		case 'list':
		case 'file':
		case 'text':
		case 'choice':
		case 'number':
		case 'toggle':
		case 'date':
		case 'id':
			return [{ name: param.name ?? key, label: param.label, param }];
		default:
			throw new Error(`${key} cannot stand in Model Options: it is of kind ${param.kind}`);
	}
}

/** What the editor calls a field of the request. */
export function labelOf(key: string, param: Param | undefined): string {
	if (!param) return key;
	switch (param.kind) {
		case 'constant':
		case 'kindOf':
			return key;
		case 'frames':
			return PICTURE.label;
		case 'depends':
			return labelOf(key, param.cases[param.cases.length - 1].param);
		case 'object': {
			const [first] = Object.entries(param.fields).filter(([, { kind }]) => kind !== 'constant' && kind !== 'kindOf');
			return first ? labelOf(...first) : key;
		}
		default:
			return param.label;
	}
}

/** The editor's names of all values that results repeat. */
export function tellingNames(fields: Fields): string[] {
	return Object.entries(fields).flatMap(([key, param]): string[] => {
		switch (param.kind) {
			case 'object':
				return tellingNames(param.fields);
			case 'variant':
				return param.forms.flatMap((form) => tellingNames(form.fields));
			case 'depends':
				return param.cases.flatMap((one) => tellingNames({ [key]: one.param }));
			default:
				return 'telling' in param && param.telling ? [('name' in param && param.name) || key] : [];
		}
	});
}
