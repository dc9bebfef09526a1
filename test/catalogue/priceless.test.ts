import { creditsFor } from '../emulator/prices';
import type { Endpoint } from '../emulator/types';
import { offers } from './offers';
import { files, planOf, presets } from './planning';

/** What is needed besides a text. */
const NEEDED = { referenceImages: files('https://example.com/fox.png') };

describe('what a price does not depend on', () => {
	it.each(offers.filter(([, , { price, params }]) => price && 'promptText' in params))('%s with %s: another text costs the same', (endpoint, model) => {
		const { path, body, priceless } = planOf(endpoint, { ...presets(endpoint, model), ...NEEDED });
		const texts = priceless!.fields.filter((key) => typeof body[key] === 'string');
		const longer = Object.fromEntries(texts.map((key) => [key, String(body[key]).repeat(20)]));
		const cost = (more: object) =>
			creditsFor({ endpoint: path.slice('/v1/'.length) as Endpoint, model, body: { ...body, ...more }, media: [] }, 'estimate');
		expect(cost(longer)).toBe(cost({}));
	});
});
