const { default: Sequencer } = require('@jest/test-sequencer');

/** What takes longest, so that no worker is left alone with it at the end. */
const SLOW = [
	...['load/campaign.', 'emulator/kinds.', 'bench/', 'emulator/validation.', 'workflow/', 'fuzz/'],
	...['e2e/parking.', 'e2e/browserPanels.', 'e2e/browser.', 'e2e/restarts.', 'e2e/operations.', 'e2e/queue.', 'e2e/example'],
];

module.exports = class SlowFirst extends Sequencer {
	sort(tests) {
		const rank = ({ path }) => {
			const found = SLOW.findIndex((part) => path.includes(`/test/${part}`));
			return found < 0 ? SLOW.length : found;
		};
		return [...super.sort(tests)].sort((a, b) => rank(a) - rank(b));
	}
};
