import type { IDataObject } from 'n8n-workflow';
import type { NodeSketch } from '../../engine/workflow';
import { tasksOf } from '../harness/check';
import { stopAll } from '../harness/closing';
import { startRunway } from '../harness/runway';
import { say } from '../harness/say';
import { startSite, type Site } from '../harness/site';
import { unique } from '../harness/unique';
import { START } from '../harness/workflows';
import { agentWorkflow, toldTo, TOOL } from './agent';
import { startChatModel } from './chatModel';
import { press, startMailServer, type MailServer } from './mail';

let site: Site;
let mail: MailServer;

beforeAll(async () => {
	site = await startSite(await startRunway());
	mail = await startMailServer(site.api);
});

afterAll(stopAll);

/** Tasks of these prompts, paid or not. */
const created = (...prompts: string[]) =>
	site.emulator.core.tasks.all.filter(({ request }) => prompts.includes(String(request.body.promptText)));

it("is a tool of n8n's AI Agent: told are the task, its cost and a link to the video", async () => {
	const prompt = unique('a kite above the dunes');
	const model = await startChatModel({ Prompt: prompt });
	const execution = await site.api.execute(await agentWorkflow(site, model));
	expect([execution.status, execution.error?.message]).toEqual(['success', undefined]);
	const offered = model.requests[0].tools!.map(({ function: { parameters } }) => parameters as IDataObject);
	expect(offered).toMatchObject([{ properties: { Prompt: { type: 'string', description: 'What the video shows' } } }]);
	const [task] = tasksOf(site.emulator, [prompt]);
	const [[told]] = toldTo(execution).map((text) => JSON.parse(text) as IDataObject[]);
	expect(told).toMatchObject({ taskId: task.id, status: 'SUCCEEDED', cost: 60, mimeType: 'video/mp4' });
	const linked = await fetch(String(told.outputUrl));
	expect(Buffer.from(await linked.arrayBuffer()).equals(await site.emulator.core.outputBytes(task.id))).toBe(true);
	say('AI Agent: one tool call, one task; the model was told its ID, its cost and a link that leads to the video.');
});

it('holds the credit limit over all calls of an agent', async () => {
	const prompts = ['a red kite', 'a green kite', 'a blue kite'].map(unique);
	const model = await startChatModel(...prompts.map((Prompt) => ({ Prompt })));
	// Five seconds of Gen-4.5 cost 60 credits.
	const workflow = await agentWorkflow(site, model, { options: { creditLimit: 120 } });
	const execution = await site.api.execute(workflow);
	const told = toldTo(execution);
	expect(created(...prompts).map(({ request }) => request.body.promptText)).toEqual(prompts.slice(0, 2));
	expect(told).toHaveLength(3);
	expect(told[2]).toContain('the credit limit of 120 is used up (120 credits in 2 tasks)');
	say('AI Agent: of three calls the third was not sent, because the credit limit was used up; the model was told so.');
});

describe('with a person asked before the tool runs', () => {
	const asking = (): NodeSketch => ({
		name: 'Ask First',
		type: 'n8n-nodes-base.emailSendHitlTool',
		typeVersion: 2.1,
		parameters: {
			operation: 'sendAndWait',
			fromEmail: 'n8n@example.com',
			toEmail: 'producer@example.com',
			subject: 'May this video be made?',
			message: '=May {{ $tool.name }} run with {{ JSON.stringify($tool.parameters) }}?',
			approvalOptions: { values: { approvalType: 'double' } },
		},
		credentials: { smtp: mail.credential },
	});

	/** Runs until the mail is there; resolves to the execution and the mail. */
	async function untilAsked(prompt: string) {
		const model = await startChatModel({ toolParameters: { Prompt: prompt }, hitlParameters: {} });
		const { id } = await site.api.createWorkflow(await agentWorkflow(site, model, { approval: asking() }));
		const executionId = await site.api.run(id, START);
		const question = await mail.received();
		await site.api.waitFor(executionId, ({ status }) => status === 'waiting');
		expect(String(question.html)).toContain(prompt);
		return { executionId, question };
	}

	it('makes and pays for the video once it was approved', async () => {
		const prompt = unique('a kite that was approved');
		const { executionId, question } = await untilAsked(prompt);
		expect(created(prompt)).toHaveLength(0);
		await press(question, true);
		const execution = await site.api.waitFor(executionId);
		expect([execution.status, execution.error?.message]).toEqual(['success', undefined]);
		const [task] = tasksOf(site.emulator, [prompt]);
		expect(toldTo(execution)[0]).toContain(task.id);
		say('AI Agent: the tool ran after a person had approved it by mail, and not before.');
	});

	it('sends nothing when it was not', async () => {
		const prompt = unique('a kite that was declined');
		const { executionId, question } = await untilAsked(prompt);
		await press(question, false);
		const execution = await site.api.waitFor(executionId);
		expect(execution.status).toBe('success');
		expect(toldTo(execution)[0]).toMatch(/reject/i);
		expect(created(prompt)).toHaveLength(0);
		expect(execution.data.resultData.runData[TOOL]).toBeUndefined();
		say('AI Agent: a declined tool call sent nothing to Runway.');
	});
});
