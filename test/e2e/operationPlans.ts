import type { IDataObject } from 'n8n-workflow';
import type { EndpointId } from '../../nodes/Runway/catalogue/endpoints';

export const WORDS = 'Good morning! Here is what the lighthouse has seen in the long and stormy night behind us.';

/** Where the file of an operation comes from. */
export const SOURCES = {
	image: { resource: 'image', operation: 'generate', promptText: 'A lighthouse', ratio: '1280:720' },
	video: { resource: 'video', operation: 'generate', promptText: 'A lighthouse', duration: 3 },
	sound: { resource: 'audio', operation: 'speech', promptText: WORDS },
} as const;

interface Plan {
	readonly from?: keyof typeof SOURCES;
	readonly parameters?: IDataObject;
	/** MIME types of its files. */
	readonly gives: readonly string[];
}

const VIDEO = 'https://media.example.com/acting.mp4';
const PICTURE = 'https://media.example.com/product.png';

/** As the editor keeps what was picked from the list. */
const ROUTER = { __rl: true, mode: 'list', value: 'everyday', cachedResultName: 'Everyday' };

/** An operation that starts tasks, by what it is given and gives. */
export const PLANS: Readonly<Record<EndpointId, Plan>> = {
	'video.generate': { parameters: { promptText: 'A lighthouse' }, gives: ['video/mp4'] },
	'video.animate': { from: 'image', parameters: { promptText: 'The light turns' }, gives: ['video/mp4'] },
	'video.edit': { from: 'video', parameters: { promptText: 'Make it snow' }, gives: ['video/mp4'] },
	'video.character': { from: 'image', parameters: { referenceSource: 'url', referenceUrl: VIDEO }, gives: ['video/mp4'] },
	'video.avatar': { parameters: { text: 'Welcome!', voiceType: 'preset', voice: 'clara' }, gives: ['video/mp4'] },
	'video.upscale': { from: 'video', parameters: { resolution: '1k' }, gives: ['video/mp4'] },
	'video.frameRate': { from: 'video', parameters: { targetFramerate: '24' }, gives: ['video/mp4'] },
	'video.hdr': {
		from: 'video',
		parameters: { modelOptions: { outputFormat: 'hdr_prores', proresProfile: '422' } },
		gives: ['video/quicktime'],
	},
	'image.generate': {
		from: 'image',
		parameters: {
			model: 'gemini_image3_pro',
			promptText: 'The @tower by night',
			ratio: '1024:1024',
			modelOptions: {
				outputCount: 4,
				referenceImages: { file: [{ source: 'binary', binaryPropertyName: 'data', tag: 'tower', subject: 'object' }] },
			},
		},
		gives: ['image/png', 'image/png', 'image/png', 'image/png'],
	},
	'image.upscale': { from: 'image', gives: ['image/png'] },
	'audio.speech': {
		from: 'sound',
		parameters: {
			model: 'seed_audio',
			promptText: WORDS,
			voiceType: 'recording',
			modelOptions: { outputFormat: 'ogg_opus' },
		},
		gives: ['audio/ogg'],
	},
	'audio.soundEffect': { parameters: { promptText: 'Waves', modelOptions: { duration: 2 } }, gives: ['audio/mpeg'] },
	'audio.changeVoice': { from: 'video', parameters: { voice: 'Jack' }, gives: ['audio/mpeg'] },
	'audio.dub': { from: 'sound', parameters: { targetLang: 'es' }, gives: ['audio/mpeg'] },
	'audio.isolate': { from: 'sound', gives: ['audio/mpeg'] },
	'recipe.productAd': {
		from: 'image',
		parameters: { productImages: { file: [{ source: 'binary', binaryPropertyName: 'data' }] }, userConcept: 'A calm morning', duration: 4 },
		gives: ['video/mp4'],
	},
	'recipe.productUgc': {
		from: 'image',
		parameters: { productImageSource: 'url', productImageUrl: PICTURE, userConcept: 'A friendly voice', duration: 4 },
		gives: ['video/mp4'],
	},
	'recipe.productSwap': {
		from: 'video',
		parameters: {
			originalProductImageSource: 'url',
			originalProductImageUrl: PICTURE,
			newProductImages: { file: [{ source: 'url', url: PICTURE, view: 'front' }] },
			duration: 4,
		},
		gives: ['video/mp4'],
	},
	'recipe.multiShot': {
		from: 'image',
		parameters: {
			mode: 'custom',
			shots: { shot: [1, 2, 2].map((duration, index) => ({ prompt: `Scene ${index + 1}`, duration })) },
			duration: 5,
			modelOptions: { firstFrame: { file: { source: 'binary', binaryPropertyName: 'data' } } },
		},
		gives: ['video/mp4'],
	},
	'recipe.adLocalization': { from: 'image', parameters: { targetLanguage: 'es' }, gives: ['image/png'] },
	'recipe.stockImage': {
		from: 'image',
		parameters: {
			prompt: 'A team at a whiteboard',
			modelOptions: { outputCount: 2, referenceImage: { file: { source: 'binary', binaryPropertyName: 'data' } } },
		},
		gives: ['image/png', 'image/png'],
	},
	'recipe.campaignImage': { from: 'image', parameters: { prompt: 'Gorpcore meets Y2K' }, gives: Array<string>(4).fill('image/png') },
	'router.video': {
		from: 'image',
		parameters: {
			configId: ROUTER,
			promptText: 'The light turns',
			modelOptions: { referenceImages: { file: [{ source: 'binary', binaryPropertyName: 'data', role: 'first' }] } },
		},
		gives: ['video/mp4'],
	},
	'router.image': { parameters: { configId: ROUTER, promptText: 'A lighthouse', modelOptions: { outputCount: 2 } }, gives: ['image/png', 'image/png'] },
	'router.audio': { parameters: { configId: ROUTER, promptText: WORDS }, gives: ['audio/mpeg'] },
};
