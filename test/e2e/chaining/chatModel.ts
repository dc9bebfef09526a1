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

/** A chat model behind OpenAI's protocol that wants its first tool called a few times, one call after another. */
export interface ChatModel {
	/** Base URL of the credential. */
	readonly url: string;
	readonly requests: readonly ChatRequest[];
}

/**
 * @param calls what the model fills in for the tool, call by call
 * Its final answer is what the calls gave, word for word, as a JSON list of texts.
 */
export async function startChatModel(...calls: object[]): Promise<ChatModel> {
	const requests: ChatRequest[] = [];
	const port = await listenHttp(async ({ body }) => {
		const request = JSON.parse(body.toString()) as ChatRequest;
		requests.push(request);
		const results = request.messages.filter(({ role }) => role === 'tool');
		const isDone = results.length === calls.length;
		return { body: JSON.stringify(completion(isDone ? answer(results) : call(request, results.length, calls[results.length]))) };
	});
	return { url: `http://127.0.0.1:${port}/v1`, requests };
}

const answer = (results: readonly Message[]) => ({
	finish_reason: 'stop',
	message: { role: 'assistant', content: JSON.stringify(results.map(({ content }) => String(content))) },
});

const call = ({ tools }: ChatRequest, index: number, toolArguments: object) => ({
	finish_reason: 'tool_calls',
	message: {
		role: 'assistant',
		content: null,
		tool_calls: [
			{
				id: `call_${index + 1}`,
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
