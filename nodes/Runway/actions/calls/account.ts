import type { IDataObject } from 'n8n-workflow';
import type { DateParam } from '../../catalogue/types';
import { accountOf } from '../../transport/account';
import { daysBefore, daysPage } from '../../transport/pages';
import type { GetCall, ListCall } from './types';

export const GET_ACCOUNT: GetCall = {
	kind: 'get',
	name: 'Get Account',
	action: 'Get the credit balance and limits',
	description: 'Get the credit balance, and for each model its limits and how often it was used today',
	what: 'The account could not be looked at',
	path: 'organization',
	params: {},
	result: { creditBalance: 'number', maxMonthlyCreditSpend: 'number', models: 'object' },
	results: (body) => [accountOf(body) as unknown as IDataObject],
};

/** So far Runway looks back unless told otherwise. */
const USUAL_DAYS = 30;

const DAY = { kind: 'date', dayOnly: true } as const;

export const GET_USAGE: ListCall = {
	kind: 'list',
	name: 'Get Usage',
	action: 'Get the credits used by day and model',
	description: 'Get the credits that were used, by day and model',
	what: 'The usage could not be looked at',
	path: 'organization/usage',
	params: {
		startDate: {
			...DAY,
			label: 'Start Date',
			description: 'The first day, in UTC. Left out: 30 days before the last.',
		} satisfies DateParam,
		beforeDate: {
			...DAY,
			label: 'Before Date',
			description: 'The day after the last one, in UTC. Left out: tomorrow, so that today is the last.',
		} satisfies DateParam,
	},
	check: ({ startDate, beforeDate }) =>
		startDate !== undefined && beforeDate !== undefined && String(startDate) >= String(beforeDate)
			? { field: 'Start Date', message: `Must be before Before Date, ${String(beforeDate)}, but is ${String(startDate)}.` }
			: undefined,
	readPage: daysPage,
	filled({ startDate, beforeDate }, now) {
		const end = typeof beforeDate === 'string' ? beforeDate : daysBefore(-1, now);
		return { startDate: startDate ?? daysBefore(USUAL_DAYS + 1, end), beforeDate: end };
	},
	result: { date: 'string', model: 'string', credits: 'number' },
	results: ({ date, usedCredits }) =>
		(Array.isArray(usedCredits) ? (usedCredits as Array<IDataObject | null>) : []).map((use) => ({
			date,
			model: use?.model,
			credits: use?.amount,
		})),
};
