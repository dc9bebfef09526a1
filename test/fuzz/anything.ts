import * as fc from 'fast-check';

/** What an expression may yield where a field expects text, a number or a choice. */
export const anything = fc.oneof(
	fc.anything({ maxDepth: 2, withDate: true, withBigInt: true, withNullPrototype: true, withMap: true }),
	fc.constantFrom<unknown>(NaN, Infinity, -0, 1e21, '', ' ', 'null', '5 ', '0x5', true, [], {}, [5], ['1280:720'], new Date(0)),
	fc.constantFrom<unknown>({ toString: 'x' }, { toJSON: 5 }, Object.create(null), circular(), () => 5, Symbol.iterator),
);

function circular(): unknown {
	const loop: Record<string, unknown> = {};
	loop.loop = loop;
	return loop;
}
