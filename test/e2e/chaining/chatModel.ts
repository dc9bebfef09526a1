import { listenHttp } from './listen';

interface Message {
	readonly role: string;
	readonly content?: unknown;
}

/** A request of the agent to its model, in OpenAI's form. */
export interface ChatRequest {
	readonly messages: readonly Message[];
	readonly tools?: ReadonlyArray<{ readonly function: { readonly name: string; readonly parameters: unknown } }>;
}

/** A chat model behind OpenAI's protocol that always wants its first tool called, once. */
export interface ChatModel {
	/** Base URL of the credential. */
	readonly url: string;
	readonly requests: readonly ChatRequest[];
}

/**
 * @param toolArguments what the model fills in for the tool
 * Its final answer is the tool's result, word for word.
 */
export async function startChatModel(toolArguments: object): Promise<ChatModel> {
	const requests: ChatRequest[] = [];
	const { port } = await listenHttp(async ({ body }) => {
		const request = JSON.parse(body.toString()) as ChatRequest;
		requests.push(request);
		const result = request.messages.find(({ role }) => role === 'tool');
		return { body: JSON.stringify(completion(result ? answer(result) : call(request, toolArguments))) };
	});
	return { url: `http://127.0.0.1:${port}/v1`, requests };
}

const answer = ({ content }: Message) => ({
	finish_reason: 'stop',
	message: { role: 'assistant', content: String(content) },
});

const call = ({ tools }: ChatRequest, toolArguments: object) => ({
	finish_reason: 'tool_calls',
	message: {
		role: 'assistant',
		content: null,
		tool_calls: [
			{
				id: 'call_1',
				type: 'function',
				function: { name: tools?.[0]?.function.name, arguments: JSON.stringify(toolArguments) },
			},
		],
	},
});

const completion = (choice: object) => ({
	id: 'chat_1',
	object: 'chat.completion',
	created: 0,
	model: 'stub',
	choices: [{ index: 0, ...choice }],
	usage: { prompt_tokens: 1, completion_tokens: 1, total_tokens: 2 },
});
