import { aboutRouter, httpFailure, isOutOfCredits } from '../../nodes/Runway/transport/httpFailure';

it('shows what Runway said and the field it belongs to', () => {
	const failure = httpFailure(
		{
			status: 400,
			body: {
				error: 'Validation of body failed',
				issues: [
					{ code: 'too_big', path: ['promptText'], message: 'Too long' },
					{ code: 'custom', path: ['promptImage', 0, 'uri'], message: 'Cannot be fetched' },
				],
			},
		},
		'Runway refused the request',
	);
	expect(failure.message).toBe(
		'Runway refused the request: Validation of body failed; promptText: Too long; promptImage.0.uri: Cannot be fetched',
	);
	expect(failure.httpCode).toBe(400);
	expect(failure.details).toEqual({
		issues: [
			{ field: 'promptText', message: 'Too long' },
			{ field: 'promptImage.0.uri', message: 'Cannot be fetched' },
		],
	});
});

it.each([
	[400, 'Correct the field'],
	[401, 'API Key'],
	[402, 'credits'],
	[403, 'plan and permissions'],
	[413, 'smaller input file'],
	[500, 'having trouble'],
	[404, 'Base URL'],
	[429, 'in a few minutes'],
	[503, 'having trouble'],
])('says what to do about %s', (status, words) => {
	expect(httpFailure({ status, body: '' }, 'It failed')).toMatchObject({
		message: `It failed: status ${status}`,
		description: expect.stringContaining(words),
	});
});

it.each([['<html>nope</html>'], [undefined], [null], [[]], [{ issues: 'x' }], [{ issues: [null, 5] }]])(
	'survives a body of another shape: %j',
	(body) => {
		expect(httpFailure({ status: 400, body }, 'It failed').message).toMatch(/^It failed: /);
	},
);

it('keeps a text that quotes the whole request short', () => {
	expect(httpFailure({ status: 400, body: { error: 'x'.repeat(5000) } }, 'It failed').message.length).toBeLessThan(330);
});

it('says nothing about what to do where it does not know', () => {
	expect(httpFailure({ status: 418, body: {} }, 'It failed')).toEqual({ message: 'It failed: status 418', httpCode: 418 });
});

it.each<[number, unknown, boolean]>([
	[402, undefined, true],
	[400, { error: 'You do not have enough credits' }, true],
	[400, { error: 'One CREDIT is missing' }, true],
	[400, { error: 'Bad creditor' }, false],
	[403, { error: 'No credits' }, false],
	[400, { error: ['credits'] }, false],
	[400, { error: 'No credits', issues: [] }, false],
	[400, null, false],
])('%i with %j is about credits: %s', (status, body, is) => {
	expect(isOutOfCredits({ status, body })).toBe(is);
	if (is) expect(httpFailure({ status, body }, 'It failed').description).toContain('Buy credits');
});

it.each<[number, unknown, string | undefined]>([
	[404, { error: 'router_config_not_found' }, 'The router was deleted'],
	[400, { code: 'no_eligible_model', error: 'Nothing fits' }, 'No model that the router may choose'],
	[422, { message: 'Failed: no_eligible_model.' }, 'No model that the router may choose'],
	[400, { error: 'Bad', issues: [{ path: ['x'], message: 'no_eligible_model' }] }, undefined],
	[400, { error: ['no_eligible_model'] }, undefined],
	[400, 'no_eligible_model', undefined],
	[400, null, undefined],
])('%i with %j is about a router: %s', (status, body, hint) => {
	if (hint) expect(httpFailure({ status, body }, 'It failed', { [status]: 'Another hint' }).description).toContain(hint);
	expect(aboutRouter({ body }) !== undefined).toBe(hint !== undefined);
});

it('shows what there is of each issue, and no more than ten', () => {
	const issues = [{ path: [], message: 'a' }, { path: 'x' }, { path: ['b'], message: 5 }, ...Array.from({ length: 9 }, () => ({ path: ['c'], message: 'd' }))];
	const { message, details } = httpFailure({ status: 400, body: { issues } }, 'It failed');
	expect(message).toMatch(/^It failed: request: a; request: not accepted; b: not accepted; c: d; /);
	expect(details?.issues).toHaveLength(10);
});

it('shows a text in one line, cut after 300 characters', () => {
	const message = (error: string) => httpFailure({ status: 400, body: { error } }, 'It failed').message;
	expect(message(' a\n\n b ')).toBe('It failed: a b');
	expect(message('x'.repeat(300))).toBe(`It failed: ${'x'.repeat(300)}`);
	expect(message('x'.repeat(301))).toBe(`It failed: ${'x'.repeat(300)}…`);
});
