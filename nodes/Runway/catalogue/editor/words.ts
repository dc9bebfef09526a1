import { shapeLabel, shapeOf } from '../shapes';
import type { ChoiceParam, ListParam, NumberParam, TextParam } from '../types';

/** How the editor names a choice; what no parameter has a name for speaks for itself. Its unit stands in the label. */
export function valueLabel(value: string | number, { valueNames }: ChoiceParam): string {
	const shape = shapeOf(value);
	return valueNames?.[value] ?? (shape ? shapeLabel(shape) : nameOf(String(value)));
}

/** What speaks for itself, as a title: `cat-character`, `2k`. Sizes left to the model mean the same wherever they occur. */
function nameOf(value: string): string {
	if (value === 'auto') return 'Auto (Model Decides)';
	const size = /^(auto_)?(\d+)([kp])$/.exec(value);
	if (size) {
		const [, auto, number, unit] = size;
		const name = `${number}${unit === 'k' ? 'K' : unit}`;
		return auto ? `Auto ${name} (Model Decides the Shape)` : name;
	}
	return /^[a-z]+(-[a-z]+)*$/.test(value) ? value.replace(/(?<=^|-)[a-z]/g, (letter) => letter.toUpperCase()).replace(/-/g, ' ') : value;
}

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
