import { hint } from '../../nodes/Runway/shared/hint';

it('stands beside the results', () => {
	const addExecutionHints = jest.fn();
	hint({ addExecutionHints }, 'Look here');
	expect(addExecutionHints.mock.calls).toEqual([[{ message: 'Look here', location: 'outputPane' }]]);
});

it('is left out by an n8n that has no place for it', () => {
	expect(() => hint({ addExecutionHints: undefined } as never, 'Look here')).not.toThrow();
});
