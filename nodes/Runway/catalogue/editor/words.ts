import { shapeLabel, shapeOf } from '../shapes';
import type { ChoiceParam, ListParam, NumberParam, TextParam } from '../types';

/** How the editor names a choice; what no parameter has a name for speaks for itself. */
export function valueLabel(value: string | number, { valueNames, unit }: ChoiceParam): string {
	const shape = shapeOf(value);
	const name = valueNames?.[value] ?? (shape ? shapeLabel(shape) : (AUTO_NAMES[value] ?? String(value)));
	return unit && /^[\d.]+$/.test(name) ? `${name} ${unit}` : name;
}

/** Sizes left to the model mean the same wherever they occur. */
const AUTO_NAMES: Readonly<Record<string, string>> = {
	auto: 'Auto (Model Decides)',
	auto_1k: 'Auto 1K (Model Decides the Shape)',
	auto_2k: 'Auto 2K (Model Decides the Shape)',
};

/** Sentences, each with its period; one alone has none, as the host's texts. */
export function sentences(...parts: ReadonlyArray<string | undefined | false>): string | undefined {
	const given = parts.filter((part): part is string => Boolean(part)).map((part) => part.replace(/\.$/, ''));
	if (given.length === 0) return undefined;
	return given.length === 1 && !given[0].includes('. ') ? given[0] : `${given.join('. ')}.`;
}

/** The limits of a parameter as a sentence. */
export function limitOf(param: TextParam | NumberParam | ListParam): string | undefined {
	switch (param.kind) {
		case 'text':
			return param.maxLength === undefined ? undefined : `At most ${param.maxLength} characters${leastOf(param)}`;
		case 'list': {
			const { minItems = 0, maxItems, totalSeconds, required } = param;
			const least = required || minItems > 1 ? `At least ${Math.max(1, minItems)}` : undefined;
			const most = maxItems === undefined ? undefined : `${least ? 'at' : 'At'} most ${maxItems}`;
			const count = [least, most].filter(Boolean).join(', ');
			const seconds = totalSeconds === undefined ? undefined : `${count ? 'together' : 'Together'} ${totalSeconds} seconds`;
			return [count, seconds].filter(Boolean).join(', ') || undefined;
		}
		case 'number':
			return undefined;
	}
}

/** That a text is not empty goes without saying. */
function leastOf({ minLength = 0 }: TextParam): string {
	return minLength > 1 ? `, at least ${minLength}` : '';
}
