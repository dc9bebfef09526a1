import type { Price } from './offer';

/** "Credits per second: 20 (480p), 30 (720p), 68 (1080p); at least 80; plus 2 per reference image" */
export function priceText({ per, rates, atLeast, plus }: Price): string {
	const list = rates.map(({ credits, when }) => (when ? `${credits} (${when})` : `${credits}`)).join(', ');
	return [
		`Credits per ${per}: ${list}`,
		atLeast !== undefined && `at least ${atLeast}`,
		plus !== undefined && `plus ${plus}`,
	]
		.filter(Boolean)
		.join('; ');
}
