import { post } from './posting';
import { dataUri, picture, silence, type Json } from './talk';

describe('rules across fields', () => {
	const text = 'text_to_video';
	const animate = 'image_to_video';
	const url = 'https://example.com/a.png';
	const frame = (position?: string, uri = url) => ({ uri, position });
	const wav = (seconds: number) => ({ type: 'audio', uri: dataUri('audio/wav', silence(seconds)) });
	const small = dataUri('image/png', picture('image/png', { width: 400, height: 255 }));
	const gen45 = { model: 'gen4.5', promptText: 'x', ratio: '1280:720', duration: 5 };
	const hailuo = { model: 'hailuo3', promptText: 'x' };
	const wan = { model: 'wan3', promptText: 'x' };
	const grok = { model: 'grok_imagine_1_5', promptText: 'x' };
	const veo = { model: 'veo3.1', ratio: '1280:720' };
	const seedance = { model: 'seedance2' };

	it.each<[string, string, Json, string | undefined]>([
		['profile without ProRes', text, { ...gen45, proresProfile: '422' }, 'proresProfile'],
		['profile with mp4', text, { ...gen45, outputFormat: 'mp4', proresProfile: '422' }, 'proresProfile'],
		[
			'HDR takes fewer profiles',
			text,
			{ ...gen45, outputFormat: 'hdr_prores', proresProfile: '422 LT' },
			'proresProfile',
		],
		[
			'HDR with a profile it takes',
			text,
			{ ...gen45, outputFormat: 'hdr_prores', proresProfile: '422 HQ' },
			undefined,
		],
		['adaptive with text alone', text, { ...hailuo, ratio: 'adaptive' }, 'ratio'],
		[
			'adaptive with a reference',
			text,
			{ ...hailuo, ratio: 'adaptive', references: [{ uri: url }] },
			undefined,
		],
		['sound of 16 s', text, { ...hailuo, referenceAudio: [wav(8), wav(8)] }, 'referenceAudio'],
		['sound of 15 s', text, { ...hailuo, referenceAudio: [wav(7), wav(8)] }, undefined],
		['sound of 30 s, below 30', text, { model: 'seedance2_5', referenceAudio: [wav(30)] }, 'referenceAudio'],
		[
			'sound of 30 s, up to 30',
			animate,
			{ model: 'seedance2_5', promptImage: url, referenceAudio: [wav(30)] },
			undefined,
		],
		['sound without a picture', text, { ...grok, referenceAudio: [wav(4)] }, 'referenceAudio'],
		[
			'clip of 2 s',
			text,
			{ ...grok, references: [{ uri: url }], referenceAudio: [wav(2)] },
			'referenceAudio',
		],
		['clip of 4 s', text, { ...grok, references: [{ uri: url }], referenceAudio: [wav(4)] }, undefined],
		[
			'1080p with references',
			text,
			{ ...grok, references: [{ uri: url }], resolution: '1080p' },
			'resolution',
		],
		[
			'ratio where the image decides',
			animate,
			{ model: 'grok_imagine_1_5', promptImage: url, ratio: '16:9' },
			'ratio',
		],
		['last frame alone', animate, { ...veo, promptImage: [frame('last')] }, 'promptImage'],
		['two first frames', animate, { ...veo, promptImage: [frame('first'), frame('first')] }, 'promptImage'],
		['first and last', animate, { ...veo, promptImage: [frame('first'), frame('last')] }, undefined],
		[
			'frames and references mixed',
			animate,
			{ ...seedance, promptImage: [frame('first'), frame()] },
			'promptImage',
		],
		['references only', animate, { ...seedance, promptImage: [frame(), frame()] }, undefined],
		[
			'frames with a fixed ratio',
			animate,
			{ ...wan, promptImage: [frame('first')], ratio: '1280:720' },
			'ratio',
		],
		['one bare image is a first frame', animate, { ...wan, promptImage: url, ratio: '1280:720' }, 'ratio'],
		[
			'references with a fixed ratio',
			animate,
			{ ...wan, promptImage: [frame()], ratio: '1280:720' },
			undefined,
		],
		['image of 255 lines', animate, { model: 'h3_max', promptText: 'x', promptImage: small }, 'promptImage'],
	])('%s', async (_what, endpoint, body, field) => {
		const { status, issues } = await post(endpoint, body);
		expect([status, issues[0]?.path[0]]).toEqual(field ? [400, field] : [200, undefined]);
	});
});
