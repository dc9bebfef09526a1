import type { ExecuteWorkflowOptions, IDataObject, IExecuteFunctions, IHttpRequestOptions, INode, INodeExecutionData, IWorkflowBase } from 'n8n-workflow';
import { runOperation } from '../../nodes/Runway/actions/router';
import { fileHost, type Answer, type StoredFile } from '../transport/files';
import { BASE_URL, EvenClock, scriptedClient, type Step } from '../transport/scripted';

export interface ActedNode {
	/** Of all items. */
	readonly parameters: Readonly<Record<string, unknown>>;
	/** Of each item, one after the other. Left out: one item, with what all have. */
	readonly each?: ReadonlyArray<Readonly<Record<string, unknown>>>;
	/** What the items hold. */
	readonly json?: readonly IDataObject[];
	/** Runway's answers, see `scriptedClient`. */
	readonly runway?: Readonly<Record<string, readonly Step[]>>;
	/** In the binary field `data` of each item. */
	readonly file?: StoredFile & { readonly fileName?: string };
	/** The file server's answers. */
	readonly files?: readonly Answer[];
	/** On Error: left out, the node stops at the first failed item. */
	readonly onError?: 'continueRegularOutput' | 'continueErrorOutput';
	/** The node's context, which n8n keeps across reruns. */
	readonly context?: IDataObject;
	/** What else the node's own entry in the workflow says. */
	readonly node?: Partial<INode>;
	/** Left out: one that begins anew. */
	readonly clock?: EvenClock;
	/** What n8n says when it does not run an inline workflow. Left out: it does. */
	readonly refusal?: unknown;
}

/** An inline workflow that n8n was given to run, as it keeps it: as JSON. */
export interface HandedOver {
	readonly code: IWorkflowBase;
	readonly items: INodeExecutionData[];
	readonly parentExecution: ExecuteWorkflowOptions['parentExecution'];
}

/** The node in an n8n that is acted, on a virtual clock without chance. */
export function actedNode({ parameters, each = [{}], json = [], runway = {}, file, files, onError, context = {}, node, clock = new EvenClock(), refusal }: ActedNode) {
	const stop = new AbortController();
	const hints: string[] = [];
	const logged: string[] = [];
	const handedOver: HandedOver[] = [];
	const acted = fileHost({ ...(file && { file }), ...(files && { answers: files }), signal: stop.signal });
	const scripted = scriptedClient(clock, runway);
	const host = {
		helpers: {
			...acted.host.helpers,
			assertBinaryData: (...asked: [number, string]) => ({ ...acted.host.helpers.assertBinaryData(...asked), fileName: file?.fileName }),
			async httpRequestWithAuthentication(this: object, _: string, { method, url, body, timeout }: IHttpRequestOptions) {
				const path = url.slice(BASE_URL.length);
				const answer = await scripted.client.send({ method, path, body, timeoutMs: timeout } as Parameters<typeof scripted.client.send>[0]);
				// n8n breaks off what is asked for with the execution's signal.
				if (stop.signal.aborted && 'getExecutionCancelSignal' in this) throw Object.assign(new Error('canceled'), { code: 'ERR_CANCELED' });
				if (answer.kind !== 'answer') {
					const code = answer.kind === 'lost' && !answer.sent ? 'ECONNREFUSED' : 'ECONNRESET';
					throw Object.assign(new Error(code), { code });
				}
				return { statusCode: answer.status, headers: answer.headers, body: answer.body };
			},
		},
		getInputData: () => each.map((_, index) => ({ json: json[index] ?? {} })),
		getNodeParameter: (name: string, index: number, fallback: unknown) => each[index][name] ?? parameters[name] ?? fallback,
		getCredentials: async () => ({ baseUrl: BASE_URL }),
		getContext: () => context,
		getWorkflowDataProxy: () => ({ $runIndex: 0 }),
		getNode: () => ({ name: 'Runway', parameters, onError, ...node }),
		getWorkflow: () => ({ id: 'w1' }),
		getExecutionId: () => '7',
		async executeWorkflow({ code }: { code: IWorkflowBase }, items: INodeExecutionData[], _: undefined, { parentExecution }: ExecuteWorkflowOptions) {
			if (refusal !== undefined) throw refusal;
			handedOver.push(JSON.parse(JSON.stringify({ code, items, parentExecution })) as HandedOver);
		},
		getExecutionCancelSignal: () => stop.signal,
		continueOnFail: () => onError !== undefined,
		addExecutionHints: ({ message }: { message: string }) => hints.push(message),
		logger: { info: (line: string) => logged.push(line) },
	} as unknown as IExecuteFunctions;
	return {
		...scripted,
		clock,
		stop,
		hints,
		logged,
		handedOver,
		sent: acted.sent,
		stored: acted.stored,
		/** What the first output gives. */
		run: async () => (await runOperation(host, clock))[0],
		/** The error that ends the node. */
		error: async () =>
			await runOperation(host, clock).then(
				(given) => Promise.reject(new Error(`No error, but ${JSON.stringify(given)}`)),
				(error: Error & { description?: string; httpCode?: string; context: IDataObject }) => error,
			),
	};
}
