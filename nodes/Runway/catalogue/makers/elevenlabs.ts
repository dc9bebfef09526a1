import {
	DISABLE_VOICE_CLONING,
	DROP_BACKGROUND_AUDIO,
	ELEVEN_V3_OPTIONS,
	ELEVEN_VOICE,
	LOOP,
	MAIN_MEDIA,
	NUMBER_OF_SPEAKERS,
	REMOVE_BACKGROUND_NOISE,
	SOUND_DURATION,
	SOUND_PROMPT,
	SPEECH_TEXT,
	TARGET_LANGUAGE,
} from '../params/audio';
import { MAIN_AUDIO, NEEDED } from '../params/shared';
import type { Model } from '../model';

/** Models of ElevenLabs. */
export const ELEVENLABS_MODELS = [
	{
		id: 'eleven_multilingual_v2',
		name: 'Eleven Multilingual v2',
		description: 'Even speech in many languages',
		endpoints: {
			'audio.speech': {
				price: { per: '50 characters', rates: [{ credits: 1 }], alsoBy: 'text' },
				params: { promptText: { ...SPEECH_TEXT, ...NEEDED, maxLength: 1000 }, voice: ELEVEN_VOICE },
			},
		},
	},
	{
		id: 'eleven_v3',
		name: 'Eleven v3',
		description: 'Expressive speech, with directions such as [laughs] in it',
		endpoints: {
			'audio.speech': {
				price: { per: '50 characters', rates: [{ credits: 1 }], alsoBy: 'text' },
				params: {
					promptText: { ...SPEECH_TEXT, ...NEEDED, maxLength: 5000 },
					voice: ELEVEN_VOICE,
					...ELEVEN_V3_OPTIONS,
				},
			},
		},
	},
	{
		id: 'eleven_text_to_sound_v2',
		name: 'Eleven Text to Sound v2',
		description: 'Sound effects up to 30 seconds, also as seamless loops',
		endpoints: {
			'audio.soundEffect': {
				price: { per: 'sound', rates: [{ credits: 1, to: 2 }] },
				params: {
					promptText: { ...SOUND_PROMPT, ...NEEDED, maxLength: 3000 },
					duration: SOUND_DURATION,
					loop: LOOP,
				},
			},
		},
	},
	{
		id: 'eleven_multilingual_sts_v2',
		name: 'Eleven Multilingual Voice Changer v2',
		description: 'The same words with another voice',
		endpoints: {
			'audio.changeVoice': {
				price: { per: '3 seconds', rates: [{ credits: 1 }] },
				params: {
					media: MAIN_MEDIA,
					voice: ELEVEN_VOICE,
					removeBackgroundNoise: REMOVE_BACKGROUND_NOISE,
				},
			},
		},
	},
	{
		id: 'eleven_voice_dubbing',
		name: 'Eleven Voice Dubbing',
		description: 'Speech in another language, with the voices of the speakers',
		endpoints: {
			'audio.dub': {
				price: { per: '2 seconds', rates: [{ credits: 1 }] },
				params: {
					audioUri: MAIN_AUDIO,
					targetLang: TARGET_LANGUAGE,
					disableVoiceCloning: DISABLE_VOICE_CLONING,
					dropBackgroundAudio: DROP_BACKGROUND_AUDIO,
					numSpeakers: NUMBER_OF_SPEAKERS,
				},
			},
		},
	},
	{
		id: 'eleven_voice_isolation',
		name: 'Eleven Voice Isolation',
		description: 'The voice alone, without noise and music',
		endpoints: {
			'audio.isolate': {
				price: { per: '6 seconds', rates: [{ credits: 1 }] },
				params: { audioUri: { ...MAIN_AUDIO, hint: 'Longer than 4.6 seconds, shorter than an hour' } },
			},
		},
	},
] as const satisfies readonly Model[];
