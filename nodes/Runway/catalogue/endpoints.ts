import type { MediaKind } from '../shared/mediaTypes';
import { MAIN_MEDIA, SOUND_PROMPT, SPEECH_TEXT } from './params/audio';
import { PROMPT as IMAGE_TEXT } from './params/image';
import { MAIN_AUDIO, MAIN_IMAGE, MAIN_VIDEO } from './params/shared';
import { EDIT_PROMPT, IMAGE_PROMPT, PROMPT } from './params/video';
import {
	AD_LOCALIZATION,
	CAMPAIGN_IMAGE,
	MULTI_SHOT,
	PRODUCT_AD,
	PRODUCT_SWAP,
	PRODUCT_UGC,
	STOCK_IMAGE,
} from './recipes';
import { ROUTED_AUDIO, ROUTED_IMAGE, ROUTED_VIDEO } from './routers';
import type { Offer } from './offer';
import type { Fields } from './types';

/** What an operation that creates tasks does at Runway. */
interface AnyEndpoint {
	/** `POST /v1/<path>`. */
	readonly path: string;
	/** What its files are, for words. */
	readonly output: MediaKind;
	/** The operation as the editor names it. */
	readonly name: string;
}

interface EndpointWithModels extends AnyEndpoint {
	/** What the list of models selects at first. */
	readonly model: string;
	/** What Other Model offers besides its ID and JSON. */
	readonly other: Fields;
	/** What that JSON could be. */
	readonly example?: string;
	readonly only?: undefined;
}

interface EndpointWithoutModels extends AnyEndpoint {
	/** All that there is to choose. */
	readonly only: Offer;
	readonly model?: undefined;
	readonly other?: undefined;
	readonly example?: undefined;
}

export type Endpoint = EndpointWithModels | EndpointWithoutModels;

const TABLE = {
	'video.generate': {
		path: 'text_to_video',
		output: 'video',
		name: 'Generate Video',
		model: 'gen4.5',
		other: { promptText: PROMPT },
		example: '{ "ratio": "1280:720", "duration": 5 }',
	},
	'video.animate': {
		path: 'image_to_video',
		output: 'video',
		name: 'Animate Image',
		model: 'gen4_turbo',
		other: { promptText: IMAGE_PROMPT, promptImage: MAIN_IMAGE },
		example: '{ "ratio": "1280:720", "duration": 5 }',
	},
	'video.edit': {
		path: 'video_to_video',
		output: 'video',
		name: 'Edit Video',
		model: 'aleph2',
		other: { promptText: EDIT_PROMPT, videoUri: MAIN_VIDEO },
		example: '{ "ratio": "1280:720", "references": [{ "uri": "https://www.example.com/image.jpg" }] }',
	},
	'video.character': {
		path: 'character_performance',
		output: 'video',
		name: 'Animate Character',
		model: 'act_two',
		other: {},
		example:
			'{ "character": { "type": "image", "uri": "https://www.example.com/image.jpg" }, "reference": { "type": "video", "uri": "https://www.example.com/video.mp4" } }',
	},
	'video.avatar': {
		path: 'avatar_videos',
		output: 'video',
		name: 'Generate Avatar Video',
		model: 'gwm1_avatars',
		other: {},
		example:
			'{ "avatar": { "type": "runway-preset", "presetId": "influencer" }, "speech": { "type": "text", "text": "Hello!" } }',
	},
	'video.upscale': {
		path: 'video_upscale',
		output: 'video',
		name: 'Upscale Video',
		model: 'magnific_video_upscaler_creative',
		other: { videoUri: MAIN_VIDEO },
		example: '{ "resolution": "4k" }',
	},
	'video.frameRate': {
		path: 'video_upscale',
		output: 'video',
		name: 'Increase Frame Rate',
		model: 'enhance_frame_rate',
		other: { videoUri: MAIN_VIDEO },
		example: '{ "targetFramerate": "60" }',
	},
	'video.hdr': {
		path: 'video_to_hdr',
		output: 'video',
		name: 'Convert to HDR',
		model: 'ruby',
		other: { videoUri: MAIN_VIDEO },
		example: '{ "outputFormat": "hdr10" }',
	},
	'image.generate': {
		path: 'text_to_image',
		output: 'image',
		name: 'Generate Image',
		model: 'gen4_image',
		other: { promptText: IMAGE_TEXT },
		example: '{ "ratio": "1920:1080", "outputCount": 2 }',
	},
	'image.upscale': {
		path: 'image_upscale',
		output: 'image',
		name: 'Upscale Image',
		model: 'magnific_precision_upscaler_v2',
		other: { imageUri: MAIN_IMAGE },
		example: '{ "scaleFactor": 2 }',
	},
	'audio.speech': {
		path: 'text_to_speech',
		output: 'audio',
		name: 'Generate Speech',
		model: 'eleven_multilingual_v2',
		other: { promptText: SPEECH_TEXT },
		example: '{ "voice": { "type": "runway-preset", "presetId": "Maya" } }',
	},
	'audio.soundEffect': {
		path: 'sound_effect',
		output: 'audio',
		name: 'Generate Sound Effect',
		model: 'eleven_text_to_sound_v2',
		other: { promptText: SOUND_PROMPT },
		example: '{ "duration": 5, "loop": true }',
	},
	'audio.changeVoice': {
		path: 'speech_to_speech',
		output: 'audio',
		name: 'Change Voice',
		model: 'eleven_multilingual_sts_v2',
		other: { media: MAIN_MEDIA },
		example: '{ "voice": { "type": "runway-preset", "presetId": "Maya" } }',
	},
	'audio.dub': {
		path: 'voice_dubbing',
		output: 'audio',
		name: 'Dub Audio',
		model: 'eleven_voice_dubbing',
		other: { audioUri: MAIN_AUDIO },
		example: '{ "targetLang": "es" }',
	},
	'audio.isolate': {
		path: 'voice_isolation',
		output: 'audio',
		name: 'Isolate Voice',
		model: 'eleven_voice_isolation',
		other: { audioUri: MAIN_AUDIO },
	},
	'recipe.productAd': { path: 'recipes/product_ad', output: 'video', name: 'Generate Product Ad', only: PRODUCT_AD },
	'recipe.productUgc': { path: 'recipes/product_ugc', output: 'video', name: 'Generate Product UGC Video', only: PRODUCT_UGC },
	'recipe.productSwap': { path: 'recipes/product_swap', output: 'video', name: 'Swap Product in Video', only: PRODUCT_SWAP },
	'recipe.multiShot': { path: 'recipes/multi_shot_video', output: 'video', name: 'Generate Multi-Shot Video', only: MULTI_SHOT },
	'recipe.adLocalization': { path: 'recipes/ad_localization', output: 'image', name: 'Localize Ad', only: AD_LOCALIZATION },
	'recipe.stockImage': { path: 'recipes/marketing_stock_image', output: 'image', name: 'Generate Marketing Stock Images', only: STOCK_IMAGE },
	'recipe.campaignImage': { path: 'recipes/product_campaign_image', output: 'image', name: 'Generate Product Campaign Images', only: CAMPAIGN_IMAGE },
	'router.video': { path: 'generate/video', output: 'video', name: 'Generate Video With Router', only: ROUTED_VIDEO },
	'router.image': { path: 'generate/image', output: 'image', name: 'Generate Image With Router', only: ROUTED_IMAGE },
	'router.audio': { path: 'generate/audio', output: 'audio', name: 'Generate Audio With Router', only: ROUTED_AUDIO },
} as const satisfies Record<string, Endpoint>;

export type EndpointId = keyof typeof TABLE;

/** The table of endpoints, keyed by the resource and operation that lead there. */
export const ENDPOINTS: Readonly<Record<EndpointId, Endpoint>> = TABLE;

export const ENDPOINT_IDS = Object.keys(TABLE) as EndpointId[];

/** What the model list calls a model that has no row: its id and its parameters are typed in. */
export const OTHER_MODEL = 'other';
