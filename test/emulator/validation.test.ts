import { post, talk } from './posting';
import { checks } from './rules';
import { badValues, fullRequest, minimalRequest } from './samples';
import { discriminatorOf, schema } from './schema';
import { dataUri, picture } from './talk';
import type { Endpoint } from './types';

const models = Object.entries(schema.endpoints).flatMap(([endpoint, rows]) =>
	Object.entries(rows).map(([id, model]) => ({ name: `${endpoint} ${id}`, endpoint, id, model })),
);

describe.each(models)('$name', ({ name, endpoint, model }) => {
	it('takes the smallest and the largest request', async () => {
		expect(await post(endpoint, minimalRequest(name, model))).toEqual({ status: 200, issues: [] });
		expect(await post(endpoint, fullRequest(name, model))).toEqual({ status: 200, issues: [] });
	});

	it('refuses each wrong value and names its place', async () => {
		const complaints: string[] = [];
		for (const [field, param] of Object.entries(model.params)) {
			if (field === 'model') continue;
			for (const { what, value, path } of badValues(param, [field])) {
				const { status, issues } = await post(endpoint, { ...fullRequest(name, model), [field]: value });
				const named = issues.some((issue) => JSON.stringify(issue.path) === JSON.stringify(path));
				if (status !== 400 || !named)
					complaints.push(`${field}, ${what}: ${status} ${JSON.stringify(issues)}`);
			}
		}
		expect(complaints).toEqual([]);
	});

	it('refuses a request without a required field', async () => {
		for (const [field, { required }] of Object.entries(model.params)) {
			if (!required || field === discriminatorOf(endpoint)) continue;
			const { status, issues } = await post(endpoint, { ...fullRequest(name, model), [field]: undefined });
			expect([field, status, issues[0]?.path, issues[0]?.message]).toEqual([field, 400, [field], 'Required']);
		}
	});

	it('refuses unknown fields where Runway is known to, and takes note of them elsewhere', async () => {
		const before = talk.core.unknownFields.length;
		const { status, issues } = await post(endpoint, { ...minimalRequest(name, model), surprise: 1 });
		if (model.rejectsUnknownFields) {
			expect(status).toBe(400);
			expect(issues).toEqual([expect.objectContaining({ code: 'unrecognized_keys', path: [] })]);
			expect(issues[0]?.message).toContain('surprise');
		} else {
			expect(status).toBe(200);
			expect(talk.core.unknownFields.slice(before)).toEqual([
				{ endpoint, model: minimalRequest(name, model).model, path: ['surprise'] },
			]);
		}
	});
});

const COUNTS = {
	text_to_video: 15,
	image_to_video: 17,
	video_to_video: 8,
	character_performance: 1,
	video_upscale: 2,
	video_to_hdr: 1,
	text_to_image: 12,
	image_upscale: 1,
	text_to_speech: 3,
	sound_effect: 2,
	speech_to_speech: 1,
	voice_dubbing: 1,
	voice_isolation: 1,
	avatar_videos: 1,
	'recipes/ad_localization': 1,
	'recipes/marketing_stock_image': 1,
	'recipes/multi_shot_video': 2,
	'recipes/product_ad': 1,
	'recipes/product_campaign_image': 1,
	'recipes/product_swap': 1,
	'recipes/product_ugc': 1,
	'generate/video': 1,
	'generate/image': 1,
	'generate/audio': 1,
};

describe('the table itself', () => {
	it('covers every endpoint and every rule text has a check', () => {
		const count = (endpoint: Endpoint) => Object.keys(schema.endpoints[endpoint]).length;
		expect(Object.fromEntries(Object.keys(schema.endpoints).map((endpoint) => [endpoint, count(endpoint)]))).toEqual(COUNTS);
		const texts = models.flatMap(({ model }) => model.rules ?? []);
		expect(texts.filter((text) => !checks[text])).toEqual([]);
		expect(Object.keys(checks).filter((text) => !texts.includes(text))).toEqual([]);
	});
});

describe('a refused request', () => {
	it('is answered in the form of Runway and creates nothing', async () => {
		const before = talk.core.tasks.all.length;
		const request = { model: 'gen4.5', promptText: 'x', ratio: '16:9', duration: 5 };
		const { status, json } = await talk.send('POST', '/v1/text_to_video', request);
		expect(status).toBe(400);
		expect(json).toEqual({
			error: 'Validation of body failed',
			issues: [
				{
					code: 'invalid_enum_value',
					path: ['ratio'],
					message: "Invalid value. Expected '1280:720' | '720:1280', received '16:9'",
				},
			],
			docUrl: expect.stringMatching(/^https:/),
		});
		expect(talk.core.tasks.all).toHaveLength(before);
	});

	it.each([
		['gen4_turbo needs an image', 'text_to_video', 'gen4_turbo'],
		['gen3a_turbo lives on the other path', 'text_to_video', 'gen3a_turbo'],
		['a name from the language', 'text_to_video', 'constructor'],
		['no name', 'image_to_video', undefined],
	])('names the model: %s', async (_what, endpoint, model) => {
		const { status, issues } = await post(endpoint, { model, promptText: 'x' });
		expect([status, issues[0]?.path]).toEqual([400, ['model']]);
	});

	it.each([
		['a list', []],
		['a text', 'x'],
		['null', null],
	])('needs an object, not %s', async (_what, body) => {
		expect(await post('text_to_video', body)).toMatchObject({ status: 400, issues: [{ path: [] }] });
	});

	it('needs JSON', async () => {
		const headers = { ...talk.keyHeaders, 'content-type': 'application/json' };
		const { status } = await talk.send('POST', '/v1/text_to_video', Buffer.from('{"model":'), headers);
		expect(status).toBe(400);
	});
});

describe('gen3a_turbo, as an older gateway takes it', () => {
	const text = { model: 'gen3a_turbo', promptText: 'A boat', duration: 5, ratio: '1280:720', seed: 1 };

	it('takes text alone and text with an image on image_to_video', async () => {
		expect(await post('image_to_video', text)).toMatchObject({ status: 200 });
		const promptImage = dataUri('image/jpeg', picture('image/jpeg'));
		expect(await post('image_to_video', { ...text, promptImage })).toMatchObject({ status: 200 });
	});

	it('needs one of the two', async () => {
		const { status } = await post('image_to_video', { model: 'gen3a_turbo', ratio: '1280:720' });
		expect(status).toBe(400);
	});
});

describe('images', () => {
	const request = (promptImage: unknown) => ({ model: 'gen4_turbo', promptImage, ratio: '1280:720' });

	it.each(['image/png', 'image/jpeg', 'image/webp'] as const)('%s is taken', async (type) => {
		expect(await post('image_to_video', request(dataUri(type, picture(type))))).toMatchObject({
			status: 200,
		});
	});

	it('takes the short name of JPEG too', async () => {
		const uri = dataUri('image/jpg', picture('image/jpeg'));
		expect(await post('image_to_video', request(uri))).toMatchObject({ status: 200 });
	});

	it('counts the characters of a data URI: 5,242,880 at most', async () => {
		// Bytes after the end of the picture do not keep it from being decoded.
		const png = picture('image/png');
		const ofLength = (characters: number) => {
			const size = Math.floor((characters - dataUri('image/png', Buffer.alloc(0)).length) / 4) * 3;
			return dataUri('image/png', Buffer.concat([png, Buffer.alloc(size - png.length)]));
		};
		expect(await post('image_to_video', request(ofLength(5_242_880)))).toMatchObject({ status: 200 });
		expect(await post('image_to_video', request(ofLength(5_242_884)))).toMatchObject({
			status: 400,
			issues: [{ code: 'too_big', path: ['promptImage'] }],
		});
	});

	it('refuses a picture whose type is not the declared one, and one that is cut off', async () => {
		const png = picture('image/png');
		for (const uri of [dataUri('image/jpeg', png), dataUri('image/png', png.subarray(0, 40))]) {
			const { status, issues } = await post('image_to_video', request(uri));
			expect([status, issues[0]?.path]).toEqual([400, ['promptImage']]);
		}
	});

	it('remembers the URLs that it could not fetch', async () => {
		const url = 'https://example.com/only-here.png';
		await post('image_to_video', request(url));
		expect(talk.core.inputUrls).toContain(url);
	});
});
