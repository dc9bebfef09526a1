import type { IExecuteFunctions, INodeType } from 'n8n-workflow';
import { RunwayApi } from '../../credentials/RunwayApi.credentials';
import { runOperation } from '../../nodes/Runway/actions/router';
import { Runway } from '../../nodes/Runway/Runway.node';
import { startWorkflow, type Run, type RunOptions, type Started } from './engine';
import { RUNWAY_TYPE } from './sketches';
import type { VirtualClock } from './virtualClock';

/** The Runway node as it ships, but on a test's clock. */
function runwayOn(clock: VirtualClock): INodeType {
	return Object.assign(new Runway(), {
		async execute(this: IExecuteFunctions) {
			return await runOperation(clock.watch(this), clock);
		},
	});
}

export interface RunwayRunOptions extends Omit<RunOptions, 'nodes' | 'credentialTypes' | 'credentials'> {
	/** Stand-ins for more of n8n's own nodes, by full type name. */
	readonly nodes?: RunOptions['nodes'];
	/** Left out: the machine's own clock, so waiting takes as long as it says. */
	readonly clock?: VirtualClock;
	/** Fields of the Runway API credential; the rest has the credential type's defaults. */
	readonly credential: { readonly apiKey: string; readonly baseUrl?: string; readonly apiVersion?: string };
}

/** Starts a workflow whose Runway nodes use `clock` and `credential`. */
export async function startRunway({ clock, credential, nodes, ...rest }: RunwayRunOptions): Promise<Started> {
	const node = clock ? runwayOn(clock) : new Runway();
	return await startWorkflow({
		...rest,
		nodes: { ...nodes, [RUNWAY_TYPE]: node },
		credentialTypes: [new RunwayApi()],
		credentials: { runwayApi: { ...credential } },
	});
}

/** Runs a workflow whose Runway nodes use `clock` and `credential`, to its end. */
export async function runRunway(options: RunwayRunOptions): Promise<Run> {
	return await (
		await startRunway(options)
	).finished;
}
