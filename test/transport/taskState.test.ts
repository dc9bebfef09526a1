import { failedNodesInWords, failureKind, isFinal } from '../../nodes/Runway/transport/taskState';

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

it.each([
	['SAFETY.INPUT.TEXT', 'prompt or an input file was refused by content moderation', 'Change the prompt or the input files'],
	['SAFETY.INPUT.TEXT', 'refused', 'does not refund'],
	['SAFETY.OUTPUT.VIDEO', 'held back by content moderation', 'Describe the scene differently'],
	['SAFETY.OTHER', 'it was refused by content moderation', 'Change the prompt or the input files'],
	['INPUT_PREPROCESSING.SAFETY.THIRD_PARTY', "maker refused the input", 'Another model may accept it'],
	['INPUT_PREPROCESSING.SAFETY.TEXT', 'the prompt was refused by content moderation', 'Rewrite the prompt'],
	['INPUT_PREPROCESSING.INTERNAL', 'could not prepare the input', 'This passes'],
	['INTERNAL.BAD_OUTPUT.CODE01', 'the result was unusable', 'logos'],
	['ASSET.INVALID', 'an input file does not fit the model', 'size, length, shape and type'],
	['THIRD_PARTY.UNAVAILABLE', 'maker could not be reached', 'choose another model'],
	['THIRD_PARTY.INPUT_VALIDATION.X', 'maker refused a setting', 'Change the settings'],
	['INTERNAL.OTHER', "on Runway's side", 'in a few minutes'],
	[undefined, "on Runway's side", 'in a few minutes'],
	['SAFETYNET', 'does not know', 'Look the code up'],
	['.X', 'does not know', 'Look the code up'],
])('%s means "%s": "%s"', (code, says, hint) => {
	expect(failed(code)).toMatchObject({ says: expect.stringContaining(says), hint: expect.stringContaining(hint) });
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

it('names the nodes of a saved workflow that failed, in plain words where the code tells more', () => {
	const nodeErrors = [
		{ nodeId: 'a', nodeName: 'Clip', message: 'dev words', failureCode: 'SAFETY.INPUT.TEXT' },
		{ nodeId: 'b', message: 'Needs a prompt. Or a picture.' },
		{ nodeId: 'c' },
	];
	expect(failedNodesInWords({ id: 't', status: 'SUCCEEDED', nodeErrors })).toBe(
		'Nodes of the saved workflow that failed: "Clip": the prompt or an input file was refused by content moderation (SAFETY.INPUT.TEXT); b: Needs a prompt. Or a picture; c: Runway gave no reason.',
	);
	expect(failedNodesInWords({ id: 't', status: 'SUCCEEDED' })).toBeUndefined();
});
