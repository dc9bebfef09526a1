import type { INodeProperties } from 'n8n-workflow';
import { namesOf, type MediaKind } from '../../shared/mediaTypes';
import { FILE_KEY, ROW_FIELDS, rowKeyOf, SEVERAL, type FileFields } from '../fileFields';
import type { FileParam, ListParam } from '../types';
import { limitOf, sentences } from './words';

const EXAMPLES: Readonly<Record<MediaKind, string>> = { image: 'image.jpg', video: 'video.mp4', audio: 'sound.mp3' };

/** A field of a file and the source it goes with. */
export interface FileField {
	readonly field: INodeProperties;
	/** Left out: any source. */
	readonly source?: 'binary' | 'url';
}

/**
 * The fields for one file. None is demanded by the editor: a source named by an expression needs only one of
 * them, and Other Model may have its file in the JSON. The request asks for it.
 */
export function fileFields(param: FileParam, names: FileFields): FileField[] {
	const { media, description, hint } = param;
	return [
		{
			field: {
				displayName: names.source.label,
				name: names.source.name,
				type: 'options',
				options: SOURCES,
				default: 'binary',
				description: description ?? `Where the ${param.label.toLowerCase()} comes from`,
				...(hint && { hint }),
			},
		},
		{
			field: {
				displayName: names.binary.label,
				name: names.binary.name,
				type: 'string',
				default: 'data',
				placeholder: 'e.g. data',
				hint: `The name of the input binary field containing the ${media.map((kind) => KIND_NAMES[kind].toLowerCase()).join(' or ')}`,
				description: `Runway takes ${namesOf(media)}`,
			},
			source: 'binary',
		},
		{
			field: {
				displayName: names.url.label,
				name: names.url.name,
				type: 'string',
				default: '',
				placeholder: `e.g. https://www.example.com/${EXAMPLES[media[0]]}`,
				description: 'Also takes data: and runway:// addresses',
			},
			source: 'url',
		},
		...(names.kind
			? [
					{
						field: {
							displayName: names.kind.label,
							name: names.kind.name,
							type: 'options' as const,
							options: [
								{ name: 'By the Ending of the Address', value: 'auto' },
								...media.map((kind) => ({ name: KIND_NAMES[kind], value: kind })),
							],
							default: 'auto',
							description: 'What the address leads to',
						},
						source: 'url' as const,
					},
				]
			: []),
	];
}

const KIND_NAMES: Readonly<Record<MediaKind, string>> = { image: 'Image', video: 'Video', audio: 'Audio' };

const SOURCES = [
	{ name: 'Binary Field', value: 'binary' },
	{ name: 'URL', value: 'url' },
];

/** The fields of a file in a row of a collection. */
export function rowFileFields(media: MediaKind, several: boolean): INodeProperties[] {
	const { source, binary, url } = ROW_FIELDS;
	return [
		{
			displayName: source.label,
			name: source.name,
			type: 'options',
			options: [
				{ name: 'Binary Field', value: 'binary' },
				...(several ? [{ name: 'Several Binary Fields', value: SEVERAL.value }] : []),
				{ name: 'URL', value: 'url' },
			],
			default: 'binary',
		},
		{
			displayName: binary.label,
			name: binary.name,
			type: 'string',
			default: 'data',
			displayOptions: { show: { source: ['binary'] } },
		},
		...(several
			? [
					{
						displayName: SEVERAL.field.label,
						name: SEVERAL.field.name,
						type: 'string' as const,
						default: '',
						placeholder: 'e.g. data_0, data_1',
						description: 'Separated by commas, or an expression that gives a list',
						displayOptions: { show: { source: [SEVERAL.value] } },
					},
				]
			: []),
		{
			displayName: url.label,
			name: url.name,
			type: 'string',
			default: '',
			placeholder: `e.g. https://www.example.com/${EXAMPLES[media]}`,
			description: 'Also takes data: and runway:// addresses',
			displayOptions: { show: { source: ['url'] } },
		},
	];
}

/** A collection, mostly of files. @param values the fields of a row */
export function listField(param: ListParam, name: string, values: INodeProperties[]): INodeProperties {
	return {
		displayName: param.label,
		name,
		type: 'fixedCollection',
		default: {},
		placeholder: `Add ${param.element.toLowerCase()}`,
		typeOptions: {
			multipleValues: true,
			fixedCollection: { itemTitle: `=${param.element} {{ $collection.item.index + 1 }}` },
		},
		options: [{ name: rowKeyOf(param), displayName: param.element, values }],
		description: sentences(param.description, limitOf(param), param.hint),
	};
}

/** One file among Model Options. */
export function singleFileField({ label, description, media: [media] }: FileParam, name: string): INodeProperties {
	return {
		displayName: label,
		name,
		type: 'fixedCollection',
		default: {},
		placeholder: `Add ${label.toLowerCase()}`,
		options: [{ name: FILE_KEY, displayName: KIND_NAMES[media], values: rowFileFields(media, false) }],
		description,
	};
}
