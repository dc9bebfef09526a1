import type { WorkflowInvocationRetrieveResponse } from '@runwayml/sdk/resources/workflow-invocations';
import type { WorkflowRunParams } from '@runwayml/sdk/resources/workflows';
import { MediaSlot } from '../../nodes/Runway/catalogue/plan';
import { readNodeOutputs } from '../../nodes/Runway/catalogue/read/nodeOutputs';
import { readTaskBody } from '../../nodes/Runway/transport/taskBody';

/** Each form that the SDK knows; one more of them would not compile here. */
type Form = NonNullable<WorkflowRunParams['nodeOutputs']>[string][string];
const FORMS: Readonly<Record<Form['type'], Form>> = {
	primitive: { type: 'primitive', value: 'A fox' },
	image: { type: 'image', uri: 'https://a.example/b.png' },
	video: { type: 'video', uri: 'runway://abcdefghijkl' },
	audio: { type: 'audio', uri: 'data:audio/mpeg;base64,//uQxAAA' },
};

const problems = (raw: unknown) => {
	const read = readNodeOutputs(raw);
	return 'problems' in read ? read.problems.map(({ field, message }) => `${field}: ${message}`) : [];
};

describe('the inputs of a saved workflow', () => {
	it('may be all that the SDK knows, as text or as an object', () => {
		const [image, video, audio] = (['image', 'video', 'audio'] as const).map((kind) => {
			return { type: kind, uri: new MediaSlot([kind], { source: 'url', url: (FORMS[kind] as { uri: string }).uri }, `Node Outputs: a: ${kind}`) };
		});
		const value = { a: { primitive: FORMS.primitive, image, video, audio }, b: { n: { type: 'primitive', value: 0 } } };
		const raw = { a: FORMS, b: { n: { type: 'primitive', value: 0, more: 1 } } };
		expect(readNodeOutputs(raw)).toEqual({ value });
		expect(readNodeOutputs(JSON.stringify(raw))).toEqual({ value });
	});

	it.each([[''], [undefined], [null], ['{}'], [{}]])('may be left out: %j', (raw) => {
		expect(readNodeOutputs(raw)).toEqual({ value: undefined });
	});

	it('are refused with all that is wrong with them', () => {
		expect(problems('{ "a" }')).toEqual([expect.stringMatching(/^Node Outputs: This is not valid JSON at /)]);
		expect(problems('[]')).toEqual(['Node Outputs: Expected a JSON object, but got a list.']);
		expect(
			problems({
				a: 5,
				b: { c: 'A fox', d: null, e: { type: 'primitive' }, f: { type: 'primitive', value: {} }, g: { value: 1 } },
				h: { i: { type: 'image' }, j: { type: 'video', uri: 'http://a.example/b' }, k: { type: 'audio', uri: 5 }, l: FORMS.image },
			}),
		).toEqual([
			'Node Outputs: a: Expected an object with outputs such as { "type": "primitive", "value": "A fox" }, but got 5.',
			'Node Outputs: b: c: Expected an object such as { "type": "primitive", "value": "A fox" }, but got "A fox".',
			'Node Outputs: b: d: Expected an object such as { "type": "primitive", "value": "A fox" }, but got nothing.',
			'Node Outputs: b: e: "value" must be text, a number, true or false, but is nothing.',
			'Node Outputs: b: f: "value" must be text, a number, true or false, but is an object.',
			'Node Outputs: b: g: "type" must be primitive, image, video or audio, but is nothing.',
			'Node Outputs: h: i: "uri" is missing: the address of the image.',
			expect.stringMatching(/^Node Outputs: h: j: Runway only fetches files over https/) as string,
			'Node Outputs: h: k: Expected an address as text, but got 5.',
		]);
	});
});

describe('a run of a saved workflow', () => {
	const common = { id: 't', createdAt: '2026-01-01T00:00:00.000Z' };
	const task = (answer: WorkflowInvocationRetrieveResponse) => readTaskBody(answer, 't', 'workflow_invocations');

	it('has the files of its nodes in the order of their ids', () => {
		const { output, nodeIds } = task({ ...common, status: 'SUCCEEDED', output: { b: ['3'], a: ['1', '2'], c: [] } })!;
		expect([output, nodeIds]).toEqual([
			['1', '2', '3'],
			['a', 'a', 'b'],
		]);
		expect(task({ ...common, status: 'RUNNING', progress: 0.5, output: {} })).toMatchObject({ output: [], nodeIds: [], progress: 0.5 });
	});

	it('tells which nodes failed', () => {
		const nodeErrors = { b: { message: 'x', failureCode: 'INTERNAL', nodeName: 'Clip' }, a: { message: 'y' } };
		expect(task({ ...common, status: 'FAILED', failure: 'z', nodeErrors })).toEqual({
			...common,
			status: 'FAILED',
			place: 'workflow_invocations',
			failure: 'z',
			nodeErrors: [
				{ nodeId: 'a', message: 'y' },
				{ nodeId: 'b', message: 'x', failureCode: 'INTERNAL', nodeName: 'Clip' },
			],
		});
		const odd = { ...common, status: 'FAILED', nodeErrors: { a: null, b: { message: 5 } } };
		expect(readTaskBody(odd, 't')?.nodeErrors).toEqual([{ nodeId: 'a' }, { nodeId: 'b' }]);
		expect(readTaskBody({ ...odd, nodeErrors: {} }, 't')).not.toHaveProperty('nodeErrors');
	});

	it.each([[{ a: 'x' }], ['x'], [null]])('has no list of files in %j', (output) => {
		expect(readTaskBody({ ...common, status: 'SUCCEEDED', output }, 't')).not.toHaveProperty('output');
	});
});
