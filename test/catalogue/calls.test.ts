import { CALLS } from '../../nodes/Runway/actions/calls';
import type { Call } from '../../nodes/Runway/actions/calls/types';
import type { Fields, Param } from '../../nodes/Runway/catalogue/types';
import type { ParamSchema } from '../emulator/schema';
import fixture from '../fixtures/calls-schema.json';
import { rowCalls, sdkCalls } from './callShapes';
import { rangesOf, recordedRanges } from './ranges';
import { differences } from './shapes';

/**
 * Left out on purpose: what is about realtime sessions, which are no steps of a workflow; the graph of a saved workflow,
 * which nobody reads in n8n; and its run, which starts a task and is no call.
 */
const NOT_OURS = ['GET avatar_usage', 'GET workflows/{id}', 'POST workflows/{id}'];

const sdk = sdkCalls();

function compare(calls: Readonly<Record<string, Call>>): string[] {
	const theirs = Object.fromEntries(Object.entries(sdk).filter(([name]) => !NOT_OURS.includes(name)));
	return differences(rowCalls(calls), theirs);
}

/** What the comparison says after a change of one row. */
function compareAfter(id: keyof typeof CALLS, change: (call: Call) => Record<string, unknown>): string[] {
	return compare({ ...CALLS, [id]: { ...CALLS[id], ...change(CALLS[id]) } as Call });
}

const without = (params: Fields, name: string) => Object.fromEntries(Object.entries(params).filter(([key]) => key !== name));

const param = (call: Call, name: string) => call.params[name] as Param & Record<string, unknown>;

describe('calls and SDK', () => {
	it('have the same paths, methods and fields', () => {
		expect(compare(CALLS)).toEqual([]);
		expect(Object.keys(rowCalls(CALLS))).toHaveLength(Object.keys(CALLS).length);
	});

	it('leave out nothing but what is left out on purpose', () => {
		expect(Object.keys(sdk).filter((name) => !(name in rowCalls(CALLS)))).toEqual(NOT_OURS);
	});

	it.each<[string, string[]]>([
		['a path', compareAfter('voice.get', () => ({ path: 'voice/{voiceId}' }))],
		['a method', compareAfter('voice.delete', () => ({ kind: 'update' }))],
		['a field that is missing', compareAfter('avatar.create', ({ params }) => ({ params: without(params, 'startScript') }))],
		['a field too much', compareAfter('document.create', ({ params }) => ({ params: { ...params, title: params.name } }))],
		['a field that is called otherwise', compareAfter('account.getUsage', ({ params: { beforeDate, ...params } }) => ({ params: { ...params, endDate: beforeDate } }))],
		['a filter that is missing', compareAfter('conversation.getMany', ({ params }) => ({ params: without(params, 'avatar') }))],
		['a list that is not paged', compareAfter('voice.getMany', () => ({ readPage: async () => ({ kind: 'page', entries: [] }) }))],
		['a field that is needed', compareAfter('voice.create', (call) => ({ params: { ...call.params, name: { ...param(call, 'name'), required: undefined } } }))],
		['a field that is not', compareAfter('voice.update', (call) => ({ params: { ...call.params, name: { ...param(call, 'name'), required: true } } }))],
		['a value', compareAfter('voice.preview', (call) => ({ params: { ...call.params, model: { ...param(call, 'model'), values: ['eleven_ttv_v3'] } } }))],
		['a voice of an avatar', compareAfter('avatar.create', (call) => ({ params: { ...call.params, voice: { ...param(call, 'voice'), forms: [] } } }))],
	])('are told apart by %s', (_, said) => {
		expect(said.length).toBeGreaterThan(0);
	});
});

describe('limits of calls', () => {
	const recorded = fixture.calls as unknown as Readonly<Record<string, Readonly<Record<string, ParamSchema>>>>;
	const withBody = Object.entries(CALLS as Readonly<Record<string, Call>>).filter(([, { kind }]) => ['create', 'update', 'sound'].includes(kind));

	it.each(withBody)('%s are those that Runway states', (_, { kind, path, params }) => {
		const name = `${kind === 'update' ? 'PATCH' : 'POST'} ${path.replace(/\/\{\w+\}/, '')}`;
		const plain = Object.fromEntries(Object.entries(params).filter(([key]) => !path.includes(`{${key}}`)));
		const flat = Object.entries(plain).flatMap(([key, one]): Array<[string, Param]> =>
			one.kind === 'variant' && one.flat ? Object.entries(one.forms[0].fields) : [[key, one]],
		);
		const ours = rangesOf(Object.fromEntries(flat));
		const theirs = recordedRanges(recorded[name]) as Record<string, Record<string, unknown>>;
		// An empty text that is not needed is left out, so none is too short.
		const needed = (key: string) => (plain[key] as { required?: true } | undefined)?.required;
		const same = Object.entries(theirs).map(([key, { minLength, ...range }]) => [key, needed(key) && minLength ? { ...range, minLength } : range]);
		expect(ours).toEqual(Object.fromEntries(same));
	});
});
