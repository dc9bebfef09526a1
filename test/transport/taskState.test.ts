import { failureKind, isFinal } from '../../nodes/Runway/transport/taskState';

const failed = (failureCode?: string) => failureKind({ id: 't', status: 'FAILED', failureCode });

it.each([
	['INTERNAL', true],
	['INTERNAL.BAD_OUTPUT.CODE01', true],
	['INTERNAL.SOMETHING.NEW', true],
	[undefined, true],
	['THIRD_PARTY.UNAVAILABLE', true],
	['INPUT_PREPROCESSING.INTERNAL', true],
	['INPUT_PREPROCESSING.SAFETY.TEXT', false],
	['INPUT_PREPROCESSING.SAFETY.THIRD_PARTY', false],
	['SAFETY.INPUT.TEXT', false],
	['SAFETY.OUTPUT.VIDEO', false],
	['SAFETY', false],
	['SAFETYNET', false],
	['ASSET.INVALID', false],
	['THIRD_PARTY.INPUT_VALIDATION', false],
	['NEVER.SEEN.BEFORE', false],
])('%s is worth repeating: %s', (code, repeat) => {
	expect(failed(code).repeat).toBe(repeat);
});

it('takes the longest matching prefix for its words', () => {
	expect(failed('SAFETY.INPUT.TEXT').hint).toContain('does not refund');
	expect(failed('SAFETY.OUTPUT.X').says).toContain('held back');
	expect(failed('INTERNAL.BAD_OUTPUT.X').hint).toContain('logos');
	expect(failed('INTERNAL').hint).toContain('few minutes');
	expect(failed('SAFETYNET').says).toContain('does not know');
});

it.each([
	['PENDING', false],
	['THROTTLED', false],
	['RUNNING', false],
	['SUCCEEDED', true],
	['FAILED', true],
	['CANCELLED', true],
	['CANCELED', true],
	['DREAMING', false],
])('%s is final: %s', (status, final) => {
	expect(isFinal({ id: 't', status })).toBe(final);
});
