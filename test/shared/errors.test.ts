import { NodeApiError, NodeOperationError, type INode } from 'n8n-workflow';
import { asNodeError, count, inDoubt, mayExistInWords } from '../../nodes/Runway/shared/errors';

const node: INode = { id: '1', name: 'Runway', type: 'x', typeVersion: 1, position: [0, 0], parameters: {} };

describe('the n8n error of a failure', () => {
	it('says what the failure says, for its item', () => {
		const error = asNodeError(node, { message: 'What', description: 'Next' }, 3);
		expect(error).toBeInstanceOf(NodeOperationError);
		expect(error).toMatchObject({ message: 'What', description: 'Next', context: { itemIndex: 3 } });
		expect(error.context.data).toBeUndefined();
	});

	it('carries the status of the answer behind it', () => {
		const error = asNodeError(node, { message: 'What', description: 'Next', httpCode: 404 }, 3);
		expect(error).toBeInstanceOf(NodeApiError);
		expect(error).toMatchObject({ message: 'What', description: 'Next', httpCode: '404', context: { itemIndex: 3 } });
	});

	it.each([undefined, 503])("keeps its words where n8n would put its own (status %s)", (httpCode) => {
		// n8n takes ECONNREFUSED for the errno it is part of, and drops a description that repeats the message.
		const words = 'The address ends in ECONNREFUSED';
		expect(asNodeError(node, { message: words, description: words, httpCode })).toMatchObject({ message: words, description: words });
		expect(asNodeError(node, { message: words, httpCode }).description).toBeUndefined();
	});

	it('carries the facts, but for problems of the input, which stand in the message', () => {
		const problems = [{ field: 'a', message: 'b' }];
		expect(asNodeError(node, { message: 'm', details: { taskId: 't', problems } }).context.data).toEqual({ taskId: 't' });
		expect(asNodeError(node, { message: 'm', details: { problems } }).context).not.toHaveProperty('data');
	});
});

it('counts as people do', () => {
	expect([0, 1, 2].map((n) => count(n, 'task'))).toEqual(['0 tasks', '1 task', '2 tasks']);
});

it('warns of tasks that nobody knows the id of, by the numbers of the editor', () => {
	expect(mayExistInWords([{ itemIndex: 1 }, { itemIndex: 2, failure: { message: 'x', details: { taskId: 'a' } } }])).toBeUndefined();
	const doubtful = (noun: string) => [0, 4].map((itemIndex) => ({ itemIndex, failure: { message: 'x', details: inDoubt(noun) } }));
	expect(mayExistInWords(doubtful('task'))).toContain('the task for items 1, 5: look at its usage page');
	expect(mayExistInWords(doubtful('task').slice(1))).toContain('the task for item 5: look');
	expect(mayExistInWords(doubtful('voice'))).toContain('the voice for items 1, 5: look whether the account has one more voice');
});

it('says of a failure, in what a workflow can read, that something may exist', () => {
	expect(inDoubt('task')).toEqual({ taskMayExist: true });
});
