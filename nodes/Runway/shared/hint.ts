import type { IExecuteFunctions } from 'n8n-workflow';

/** Shows a line beside the results, in an n8n that has a place for it. */
export function hint(host: Pick<IExecuteFunctions, 'addExecutionHints'>, message: string): void {
	host.addExecutionHints?.({ message, location: 'outputPane' });
}
