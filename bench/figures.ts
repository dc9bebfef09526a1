import { MACHINE } from './engine/figures';
import { IN_N8N } from './n8n/figures';
import type { Figure } from './types';
import { VIRTUAL } from './virtual/figures';

/** All figures, in the order of the page. */
export const FIGURES: readonly Figure[] = [...IN_N8N.slice(0, 1), ...MACHINE, ...VIRTUAL, ...IN_N8N.slice(1)];

/** The figures that are asked for: by name, or all that need a real n8n, or all that need none. */
export function chosen(names: readonly string[], inN8n: boolean): readonly Figure[] {
	const unknown = names.filter((name) => !FIGURES.some((figure) => figure.name === name));
	if (unknown.length > 0) throw new Error(`No figure is called ${unknown.join(', ')}. There are ${FIGURES.map(({ name }) => name).join(', ')}.`);
	if (names.length > 0) return FIGURES.filter(({ name }) => names.includes(name));
	return FIGURES.filter(({ kind }) => (kind === 'n8n') === inN8n);
}
