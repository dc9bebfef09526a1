import { httpFailure } from '../../nodes/Runway/transport/httpFailure';

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
	[401, 'API Key'],
	[402, 'credits'],
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
