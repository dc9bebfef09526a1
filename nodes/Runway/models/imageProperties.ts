import type { INodeProperties } from 'n8n-workflow';
import { groupBy, idsOf, visibleFor } from './display';
import { IMAGE_USE_LABELS, imageUses, LABELS, type ImageUse } from './fields';
import { modelsFor } from './videoModels';

/**
 * The fields for the image that Animate Image starts from. None is demanded by the editor: a source named by an
 * expression needs only one of them, and Other Model may have its image in the JSON. The plan asks for it.
 */
export function imageFields(): INodeProperties[] {
	return [
		{
			displayName: LABELS.imageSource,
			name: 'imageSource',
			type: 'options',
			options: [
				{
					name: 'Binary Field',
					value: 'binary',
					description: 'A file that an earlier node has put into the item',
				},
				{ name: 'URL', value: 'url', description: 'A public https, a data or a runway address' },
			],
			default: 'binary',
			description: 'Where the image comes from',
		},
		{
			displayName: LABELS.binaryPropertyName,
			name: 'binaryPropertyName',
			type: 'string',
			default: 'data',
			placeholder: 'e.g. data',
			hint: 'The name of the input binary field containing the image',
			description: 'Runway takes JPEG, PNG and WebP images',
			displayOptions: { hide: { imageSource: ['url'] } },
		},
		{
			displayName: LABELS.imageUrl,
			name: 'imageUrl',
			type: 'string',
			default: '',
			placeholder: 'e.g. https://www.example.com/image.jpg',
			description: 'The address of a JPEG, PNG or WebP image. Also takes data: and runway:// addresses.',
			displayOptions: { hide: { imageSource: ['binary'] } },
		},
		...imageUseFields(),
	];
}

const IMAGE_USE_DESCRIPTIONS: Readonly<Record<ImageUse, string>> = {
	first: 'The video begins with the image',
	last: 'The video ends with the image',
	reference: 'The image shows what things look like; more can be added in Options',
};

function imageUseFields(): INodeProperties[] {
	const rows = modelsFor('animate').filter((row) => imageUses(row.mode).length > 1);
	const groups = groupBy(rows, (row) => imageUses(row.mode));
	return groups.map(({ key: uses, rows: group }) => ({
		displayName: LABELS.useImageAs,
		name: 'useImageAs',
		type: 'options',
		options: uses.map((use) => ({
			name: IMAGE_USE_LABELS[use],
			value: use,
			description: IMAGE_USE_DESCRIPTIONS[use],
		})),
		default: 'first',
		description: 'What the image is to the video',
		// One list is enough when the model is not known yet: the longest.
		...visibleFor('animate', { models: idsOf(group), dynamic: uses.length === 3 }),
	}));
}
