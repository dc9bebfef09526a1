import { creditsFor } from '../emulator/prices';
import type { Endpoint } from '../emulator/types';
import { offers } from './offers';
import { files, planOf, presets } from './planning';

/** What is needed besides a text. */
const NEEDED = { referenceImages: files('https://example.com/fox.png') };

const pricelessOf = (endpoint: (typeof offers)[number][0], model: string) =>
	planOf(endpoint, presets(endpoint, model)).priceless!;

describe('what a price does not depend on', () => {
	it.each(offers.filter(([, , { price, params }]) => price && 'promptText' in params))('%s with %s: another text costs the same', (endpoint, model) => {
		const { path, body, priceless } = planOf(endpoint, { ...presets(endpoint, model), ...NEEDED });
		const texts = priceless!.fields.filter((key) => typeof body[key] === 'string');
		const longer = Object.fromEntries(texts.map((key) => [key, String(body[key]).repeat(20)]));
		const cost = (more: object) =>
			creditsFor({ endpoint: path.slice('/v1/'.length) as Endpoint, model, body: { ...body, ...more }, media: [] }, 'estimate');
		expect(cost(longer)).toBe(cost({}));
	});

	it('is the prompt, the seed and which picture it is, for a clip by the second', () => {
		expect(pricelessOf('video.animate', 'gen4_turbo')).toEqual({ fields: ['promptText', 'seed'], pictures: true });
	});

	it('is not the text of speech, which is paid by its length', () => {
		expect(pricelessOf('audio.speech', 'eleven_v3').fields).toEqual(['seed']);
		expect(pricelessOf('audio.speech', 'seed_audio').fields).toEqual([]);
	});

	it('is not the picture that is made larger, which is paid by its size', () => {
		expect(pricelessOf('image.upscale', 'magnific_precision_upscaler_v2').pictures).toBe(false);
	});

	it('is not known where the price is not', () => {
		expect(pricelessOf('video.avatar', 'gwm1_avatars')).toEqual({ fields: [], pictures: false });
	});
});
