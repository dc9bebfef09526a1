import type { INodePropertyOptions } from 'n8n-workflow';
import { fieldsOf } from '../../nodes/Runway/catalogue/editor/placed';
import { ENDPOINT_IDS, ENDPOINTS, type EndpointId } from '../../nodes/Runway/catalogue/endpoints';
import { modelsFor } from '../../nodes/Runway/catalogue/models';
import { priceExample, priceText, usualPriceText } from '../../nodes/Runway/catalogue/price';
import { creditsFor } from '../emulator/prices';
import type { Endpoint } from '../emulator/types';
import { SOLE } from '../emulator/schema';
import { at, everyOffer, only, shownFields } from './editorFields';
import { offers } from './offers';
import { files, planOf, presets } from './planning';

const offerOf = (endpoint: EndpointId, id: string) => modelsFor(endpoint).find(({ model }) => model.id === id)!.offer;

describe('prices', () => {
	it.each([
		['video.generate', 'gen4.5', '12 credits per second, 60 for 5 s'],
		['video.generate', 'veo3.1', '40 credits per second with sound, 20 silent; 160 for 4 s with sound'],
		['video.generate', 'seedance2_5', '20 credits per second in 480p, 30 in 720p, 68 in 1080p, at least 80; 150 for 5 s in 720p'],
		['video.edit', 'seedance2_5', '20 credits per second in 480p, 30 in 720p, 68 in 1080p, at least 80, plus half as much per second of the input'],
		['video.generate', 'gemini_omni_flash_1.1', '3.4 to 30 credits per second by resolution'],
		['video.upscale', 'magnific_video_upscaler_creative', '0.7 credits per frame in 720p or 1K, 0.9 in 2K, 1.2 in 4K; 108 for 5 s at 24 frames per second in 2K'],
		['image.generate', 'muse_image', '1 credit per image'],
		['image.generate', 'grok_imagine_image_2', '4 credits per image at low quality, 6 at medium quality, plus 2 in 2K and 1 per reference image'],
		['audio.speech', 'eleven_v3', '1 credit per 50 characters, 20 for 1,000 characters'],
		['audio.speech', 'seed_audio', '0.25 credits per second, at least 5'],
		['audio.dub', 'eleven_voice_dubbing', '1 credit per 2 seconds, 30 for a minute'],
		['recipe.productAd', SOLE, '56 credits plus 36 per second, 40 in 1080p; 416 for 10 s'],
		['recipe.stockImage', SOLE, '8 credits plus 1 per image at low quality, 20 at high quality; 88 for 4 images at high quality'],
		['video.avatar', 'gwm1_avatars', undefined],
	] as const)('%s with %s: %s', (endpoint, model, words) => {
		expect(priceText(offerOf(endpoint, model))).toBe(words);
	});

	// Files of unknown length last 5 s in the emulator.
	const needed = { productImages: files('https://a.example/a.png'), newProductImages: files('https://a.example/a.png') };
	const examples = offers.flatMap(([endpoint, model, offer]) => {
		const example = priceExample(offer);
		return example && !/minute|characters/.test(example.words) ? [[endpoint, model, example.credits] as const] : [];
	});
	it.each(examples)('%s with %s: the example is what the emulator charges for a request with all presets', (endpoint, model, credits) => {
		const { path, body } = planOf(endpoint, { ...presets(endpoint, model), ...needed });
		const id = model === SOLE ? path.slice('/v1/'.length) : model;
		expect(creditsFor({ endpoint: path.slice('/v1/'.length) as Endpoint, model: id, body, media: [] }, 'estimate')).toBe(credits);
	});
});

describe('where prices are seen', () => {
	it.each(ENDPOINT_IDS.filter((id) => ENDPOINTS[id].model))('in the list of models: %s', (endpoint) => {
		const list = only(shownFields(at(endpoint)), 'model')!.options as INodePropertyOptions[];
		for (const { model, offer } of modelsFor(endpoint)) {
			const { description } = list.find(({ value }) => value === model.id)!;
			const prices = [priceText(offer) ?? 'Price not published', usualPriceText(offer)];
			expect([model.id, prices.some((price) => description!.endsWith(`. ${price}.`))]).toEqual([model.id, true]);
			// More is cut off by n8n.
			if (!model.retired) expect(description!.length).toBeLessThanOrEqual(118);
		}
	});

	it.each([
		['gen4.5', "Runway's own best model for text and images. 12 credits per second, 60 for 5 s."],
		['grok_imagine_1_5', 'From 480p to 1080p, with image and audio references. 16 credits per second in 720p, 80 for 5 s.'],
		['seedance2_5', 'Up to 30 seconds and 1080p with sound and many references. 30 credits per second in 720p, at least 80; 150 for 5 s.'],
		['happyhorse_1_0', '720p or 1080p in many shapes. 15 credits per second in 720p, 30 in 1080p; 75 for 5 s in 720p.'],
	])('in full where there is room for it: %s', (id, words) => {
		const list = only(shownFields(at('video.generate')), 'model')!.options as INodePropertyOptions[];
		expect(list.find(({ value }) => value === id)!.description).toBe(words);
	});

	it('under every duration of a model whose price is known', () => {
		for (const [endpoint, id] of everyOffer) {
			const offer = offerOf(endpoint, id);
			const durations = fieldsOf(offer).filter(({ field }) => field.name === 'duration');
			for (const { field } of durations) expect([endpoint, id, field.hint ?? '']).toEqual([endpoint, id, expect.stringContaining(priceText(offer) ?? '')]);
		}
	});

	it('beside other things to know about a duration, as a sentence', () => {
		expect(only(shownFields(at('video.generate', 'h3_max')), 'duration')!.hint).toBe(
			'Whole seconds, usually 5 to 15. 5 credits per second in 480p, 8 in 768p; 40 for 5 s in 768p.',
		);
	});

	it('under the text of speech, which is paid by its length', () => {
		expect(only(shownFields(at('audio.speech', 'eleven_v3')), 'promptText')!.hint).toBe('1 credit per 50 characters, 20 for 1,000 characters');
	});
});
