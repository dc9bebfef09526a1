import type { INodeProperties, INodePropertyCollection, INodePropertyOptions } from 'n8n-workflow';
import { description } from './editorFields';

/** n8n's guidelines on the texts of a node, held over all that the editor shows. */

type Entry = INodePropertyOptions | INodeProperties | INodePropertyCollection;

function fieldsIn(properties: readonly INodeProperties[]): INodeProperties[] {
	return properties.flatMap((field) => [
		field,
		...((field.options ?? []) as Entry[]).flatMap((entry) => ('values' in entry ? fieldsIn(entry.values) : 'type' in entry ? fieldsIn([entry]) : [])),
	]);
}

const fields = fieldsIn(description.properties);
const choices = fields.flatMap(({ options = [] }) => (options as Entry[]).filter((entry): entry is INodePropertyOptions => 'value' in entry && !('type' in entry)));
const once = (texts: ReadonlyArray<string | undefined>) => [...new Set(texts.filter((text): text is string => Boolean(text)))];

const SMALL_WORDS = ['a', 'an', 'the', 'and', 'or', 'of', 'in', 'on', 'to', 'for', 'with', 'by', 'at', 'from', 'as', 'per', 'x', 'v2', 'v3'];

function isTitle(text: string): boolean {
	const words = text.split(/[\s(-]+/);
	return words.every((word, index) => !/^[a-z]/.test(word) || (index > 0 && SMALL_WORDS.includes(word.replace(/\W/g, ''))));
}

function hasItsPeriods(text: string): boolean {
	const isSeveral = /[.!?] [A-Z\d]/.test(text);
	return isSeveral ? /[.>}]$/.test(text) : !/\.$/.test(text);
}

it('labels and choices are in title case', () => {
	const labels = fields.filter(({ type }) => type !== 'notice').map(({ displayName }) => displayName);
	expect(once([...labels, ...choices.map(({ name }) => name)]).filter((text) => !isTitle(text))).toEqual([]);
});

it('descriptions and hints begin like sentences, and end in a period where there are several', () => {
	const texts = once([...fields.flatMap((field) => [field.description, field.hint]), ...choices.map((choice) => choice.description)]);
	expect(texts.filter((text) => /^[a-z]/.test(text) || !hasItsPeriods(text))).toEqual([]);
});

it('switches, and nothing else, say "Whether"', () => {
	const saying = (field: INodeProperties) => field.description?.startsWith('Whether ') ?? false;
	expect(fields.filter((field) => saying(field) !== (field.type === 'boolean')).map(({ name }) => name)).toEqual([]);
});

it('placeholders are examples, or what a button or a list does', () => {
	expect(once(fields.map(({ placeholder }) => placeholder)).filter((text) => !/^(e\.g\.|Add|Choose) /.test(text))).toEqual([]);
});

it('actions are sentences without a period, as in "Get many voices"', () => {
	const actions = once(choices.map(({ action }) => action));
	expect(actions.filter((text) => !/^[A-Z][^A-Z]/.test(text) || text.endsWith('.'))).toEqual([]);
	for (const { name, action } of choices.filter(({ value, action: has }) => has && value === 'getMany')) expect([name, action]).toEqual([expect.stringMatching(/^Get Many /), expect.stringMatching(/^Get many /)]);
});

it('times say their unit', () => {
	const times = fields.filter(({ name }) => /duration|limitMs|interval|waitLimit|queueLimit|_seconds$/i.test(name));
	expect(times.length).toBeGreaterThan(10);
	expect(once(times.filter(({ displayName }) => !/\((Seconds|Minutes)\)$/.test(displayName)).map(({ name }) => name))).toEqual([]);
});
