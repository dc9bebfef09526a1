import { ENDPOINT_IDS } from '../../nodes/Runway/catalogue/endpoints';
import { CALL_OPERATIONS } from '../campaign/calls';
import { campaign, type Tally } from '../campaign/campaign';

const CASES = 2000;
const SEED = 20_261_122;

describe('the fault campaign', () => {
	let tally: Tally;

	it(
		`holds in ${CASES} cases (seed ${SEED})`,
		async () => {
			tally = await campaign(CASES, SEED);
		},
		5 * 60_000,
	);

	// A campaign that meets no trouble proves nothing.
	it.each([
		...[...ENDPOINT_IDS, ...CALL_OPERATIONS, 'savedWorkflow.run', 'wait', 'get', 'cancel'].map((operation) => `operation ${operation}`),
		...['refused', 'reset-before', 'reset-after', 'cut', 'stall', 'delay', 'html', 'json'].flatMap((kind) => [
			`${kind} at create`,
			`${kind} at poll`,
			`${kind} at createUpload`,
			`${kind} at call`,
		]),
		...['reset-before', 'html', 'delay', 'status 503'].map((kind) => `${kind} at delete`),
		...['cut', 'stall', 'html', 'headers', 'status 403', 'status 404', 'status 307'].map((kind) => `${kind} at output`),
		...['reset-after', 'status 403'].map((kind) => `${kind} at uploadFile`),
		...[400, 401, 429, 500, 502, 503, 504].map((status) => `status ${status} at create`),
		...['SUCCEEDED', 'FAILED', 'CANCELLED', 'cancelled', 'vanished', 'deleted when finished'].map((end) => `task ${end}`),
		...['SAFETY.INPUT.TEXT', 'INTERNAL', 'THIRD_PARTY.UNAVAILABLE', 'without a code'].map((code) => `failure ${code}`),
		...['a stop', 'an error', 'an error item', 'a file', 'a replaced task', '4 runs'],
	])('meets: %s', (what) => {
		expect(tally[what] ?? 0).toBeGreaterThan(0);
	});
});
