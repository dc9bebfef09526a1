import type { IExecuteFunctions } from 'n8n-workflow';
import { parkingOf } from '../../nodes/Runway/actions/parking/park';

const hostOf = (id: string | undefined, more: object = {}) =>
	({ getWorkflow: () => ({ id, active: false }), isToolExecution: () => false, ...more }) as unknown as IExecuteFunctions;

it('parks executions of saved workflows, after a minute', () => {
	expect(parkingOf(hostOf('DnJFsrSzrsebVzyk'))).toEqual({ afterMs: 60_000 });
});

it.each([
	['in a workflow that is not saved yet', hostOf('__EMPTY__'), 'only executions of saved workflows can be parked'],
	['in a workflow without an ID', hostOf(undefined), 'only executions of saved workflows can be parked'],
	['as a tool of an AI Agent', hostOf('DnJFsrSzrsebVzyk', { isToolExecution: () => true }), 'as a tool of an AI Agent'],
])('says why it does not: %s', (_, host, reason) => {
	expect(parkingOf(host)).toEqual({ impossible: expect.stringContaining(reason) as string });
});
