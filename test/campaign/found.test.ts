import type { Case } from './case';
import { brokenRules } from './model';
import { textOf } from './model/reading';
import { play } from './run';

/** Cases in which the campaign found a rule broken, shrunk. */
const FOUND: Readonly<Record<string, Case>> = {
	'a creating request waits for its turn when the execution is stopped': {
		operation: 'video.generate',
		items: [{}, {}],
		stopAtMs: 11,
	},
	'a stored file cannot be read when it is checked': {
		operation: 'video.animate',
		items: [{}, {}],
		store: { reads: [1] },
		onError: 'continueRegularOutput',
	},
	'a stored file cannot be read again when it is sent': {
		operation: 'video.animate',
		items: [{}, {}, {}],
		store: { reads: [5] },
		onError: 'continueRegularOutput',
	},
	'a failure code is a number': {
		operation: 'video.generate',
		items: [{}, {}],
		outcomes: [{ fail: { failure: 'It failed.', failureCode: 'ASSET.INVALID' }, durationMs: 3000 }],
		faults: [{ route: 'poll', fault: { kind: 'json', shape: 'numbersForTexts' }, times: 40 }],
	},
	'an upload ticket has no form fields': {
		operation: 'video.animate',
		items: [{ image: 'large' }, {}],
		faults: [{ route: 'createUpload', fault: { kind: 'json', shape: 'nullFields' } }],
	},
	'the execution is stopped after a task has failed': {
		operation: 'video.generate',
		items: [{}, {}],
		outcomes: [failing('ASSET.INVALID', 3000)],
		stopAtMs: 9000,
	},
	'the execution is stopped while a failed task waits for its successor': {
		operation: 'video.generate',
		items: [{}],
		outcomes: [failing('INTERNAL', 3000)],
		stopAtMs: 9000,
	},
	'the execution is stopped after a failed task was replaced': {
		operation: 'video.generate',
		items: [{}],
		outcomes: [failing('INTERNAL', 3000)],
		stopAtMs: 20_000,
	},
	'another item fails while a failed task waits for its successor': {
		operation: 'video.generate',
		items: [{}, {}],
		outcomes: [failing('INTERNAL', 3000), failing('ASSET.INVALID', 8000)],
	},
	'an item fails after the task of another one was replaced': {
		operation: 'video.generate',
		items: [{}, {}],
		outcomes: [failing('INTERNAL', 3000), failing('ASSET.INVALID', 40_000)],
	},
	// So many that not every problem is named any more.
	'the answer of one creating request is lost and other items fail': {
		operation: 'video.generate',
		items: Array.from({ length: 13 }, () => ({})),
		outcomes: Array.from({ length: 12 }, () => failing('ASSET.INVALID', 3000)),
		faults: [{ route: 'create', fault: { kind: 'reset-after' }, from: 13 }],
	},
	'the answer of a creating request is lost and the execution stopped': {
		operation: 'video.generate',
		items: [{}, {}],
		onError: 'continueRegularOutput',
		faults: [{ route: 'create', fault: { kind: 'reset-after' } }],
		stopAtMs: 9000,
	},
	'DELETE is answered by a web page': {
		operation: 'video.generate',
		items: [{}],
		stopAtMs: 3000,
		faults: [{ route: 'delete', fault: { kind: 'html' }, times: 40 }],
	},
	'a task cannot be read yet when the execution is stopped': {
		operation: 'video.generate',
		items: [{}],
		stopAtMs: 1000,
		faults: [{ route: 'poll', fault: { kind: 'status', status: 404 } }],
	},
	'a task ends before its DELETE is repeated': {
		operation: 'video.generate',
		items: [{}],
		durationMs: 6500,
		stopAtMs: 6000,
		faults: [{ route: 'delete', fault: { kind: 'status', status: 503 } }],
	},
	'two tasks cannot be read': {
		operation: 'get',
		items: [{ task: 'unknown' }, { task: 0 }],
		faults: [{ route: 'poll', fault: { kind: 'status', status: 503 }, times: 2 }],
	},
	'the URL of a file was refreshed just before the node failed': {
		operation: 'video.generate',
		items: [{}],
		options: { waitLimit: 0.25 },
		durationMs: 5000,
		faults: [{ route: 'output', fault: { kind: 'status', status: 403 }, times: 40 }],
		rerunsAfterMs: [1000],
	},
	'a task that replaced a failed one reaches its limit and is passed on': {
		operation: 'video.generate',
		items: [{}],
		options: { waitLimit: 0.5, onLimit: 'continue' },
		outcomes: [failing('INTERNAL', 3000), { durationMs: 60_000 }],
	},
	'the answer that held the price of the first task is lost': {
		operation: 'video.generate',
		items: [{}, { model: 'gemini_omni_flash' }],
		options: { creditLimit: 1 },
		onError: 'continueRegularOutput',
		faults: [{ route: 'create', fault: { kind: 'reset-after' } }],
	},
	'the limit is used up to the last credit while a request of an unknown price waits to be repeated': {
		operation: 'video.generate',
		items: [{ model: 'veo3.1' }, {}, { model: 'gemini_omni_flash' }, {}, {}, {}, { model: 'gemini_omni_flash' }],
		options: { creditLimit: 400 },
		onError: 'continueRegularOutput',
		concurrency: 1,
		durationMs: 100,
		latencyMs: 50,
		faults: [
			{ route: 'create', fault: { kind: 'status', status: 429 }, from: 3 },
			{ route: 'create', fault: { kind: 'status', status: 429 }, from: 2, chance: 0.2 },
		],
	},
	'a changed document is answered with nothing, and so is the look at it': {
		operation: 'document.update',
		items: [{ task: 0 }],
		faults: [{ route: 'call', fault: { kind: 'json', shape: 'nothing' }, from: 2, times: 2 }],
	},
	'something is to be deleted after something that is not there': {
		operation: 'conversation.delete',
		items: [{ task: 'unknown' }, { task: 0 }],
	},
	'a task of an earlier run failed, and is replaced after the account was not looked at': {
		operation: 'video.generate',
		items: [{}],
		options: { waitLimit: 0.1, checkAccount: true },
		outcomes: [failing('INTERNAL', 400_000)],
		rerunsAfterMs: [4_000_000],
	},
};

function failing(failureCode: string, durationMs: number) {
	return { fail: { failure: 'It failed.', failureCode }, durationMs };
}

it.each(Object.entries(FOUND))('%s', async (_, test) => {
	expect(await brokenRules(await play(test))).toEqual([]);
});

it('a task that cannot be read yet when the execution is stopped is cancelled all the same', async () => {
	const { runs } = await play(FOUND['a task cannot be read yet when the execution is stopped']);
	expect(textOf(runs[0])).toContain('Cancelled: ');
});
