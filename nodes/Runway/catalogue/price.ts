import { count } from '../shared/errors';
import type { Offer, Price } from './offer';
import type { Fields, Param } from './types';

/** When the prices were on Runway's list, for people. */
export const PRICES_FROM = 'August to October 2026';

/** How much of what a price counts makes an example, where the request does not say. */
const EXAMPLES: Readonly<Partial<Record<Price['per'], { readonly times: number; readonly words: string }>>> = {
	second: { times: 5, words: '5 s' },
	'second of the input': { times: 5, words: '5 s' },
	frame: { times: 120, words: '5 s at 24 frames per second' },
	'2 seconds': { times: 30, words: 'a minute' },
	'3 seconds': { times: 20, words: 'a minute' },
	'6 seconds': { times: 10, words: 'a minute' },
	'50 characters': { times: 20, words: '1,000 characters' },
};

/**
 * The price of an offer as people compare prices: "12 credits per second, 60 for 5 s", "40 credits per second with
 * sound, 20 silent; 160 for 4 s with sound". Undefined where it is not known.
 */
export function priceText(offer: Offer): string | undefined {
	const rates = ratesText(offer);
	const example = priceExample(offer);
	if (!rates || !example) return rates;
	return `${rates}${rates.includes(',') ? ';' : ','} ${example.credits} for ${example.words}`;
}

/** The same for what the editor selects at first alone: "16 credits per second in 720p, 80 for 5 s". */
export function usualPriceText({ price, params, files }: Offer): string | undefined {
	return price && priceText({ params, files, price: { ...price, rates: [usualRate(price)], also: undefined } });
}

function usualRate({ rates }: Price): Price['rates'][number] {
	return rates.find(({ usual }) => usual) ?? rates[0];
}

/** The same without an example. */
export function ratesText({ price }: Offer): string | undefined {
	if (!price) return undefined;
	const { per, rates, base, atLeast, also } = price;
	const [first, ...others] = rates.map(rateWords);
	const unit = base === undefined ? ` ${rates[0].to === undefined && rates[0].credits === 1 ? 'credit' : 'credits'}` : '';
	return [
		`${base === undefined ? '' : `${base} credits plus `}${first.amount}${unit} per ${per}${first.when}`,
		...others.map(({ amount, when }) => `${amount}${when}`),
		atLeast !== undefined && `at least ${atLeast}`,
		also,
	]
		.filter(Boolean)
		.join(', ');
}

function rateWords({ credits, to, when }: Price['rates'][number]): { amount: string; when: string } {
	return { amount: to === undefined ? `${credits}` : `${credits} to ${to}`, when: when ? ` ${when}` : '' };
}

/** What an ordinary request costs, with what the editor selects at first. Undefined where the price alone says it. */
export function priceExample({ price, params, files }: Offer): { readonly credits: number; readonly words: string } | undefined {
	if (!price || price.noExample) return undefined;
	const { per, rates, base = 0, atLeast = 0 } = price;
	const { credits, to, when } = usualRate(price);
	const { times, words } = amountOf(per, pricedIn(params), files) ?? {};
	if (times === undefined || to !== undefined) return undefined;
	const sum = base + credits * times;
	// At the least price the example would only repeat it.
	if (sum <= atLeast) return undefined;
	return { credits: Math.round(sum * 100) / 100, words: `${words}${when && rates.length > 1 ? ` ${when}` : ''}` };
}

function amountOf(per: Price['per'], seconds: number | undefined, files = 1) {
	if (per === 'image') return files > 1 ? { times: files, words: count(files, 'image') } : undefined;
	return per === 'second' && seconds !== undefined ? { times: seconds, words: `${seconds} s` } : EXAMPLES[per];
}

/** What the parameter that the price goes by is set to at first, in seconds. */
function pricedIn(fields: Fields): number | undefined {
	const all = Object.values(fields).flatMap((param): Param[] => (param.kind === 'depends' ? param.cases.map((one) => one.param) : [param]));
	return all.flatMap((param) => ('priced' in param && param.priced && typeof param.preset === 'number' ? [param.preset] : []))[0];
}
