import { NodeApiError, NodeOperationError, type INode } from 'n8n-workflow';
import { asNodeError, count, mayExistInWords } from '../../nodes/Runway/shared/errors';

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
	expect(mayExistInWords([])).toBeUndefined();
	expect(mayExistInWords([0, 4])).toContain('task for item 1, 5:');
});
