import type { INodeProperties } from 'n8n-workflow';
import { fileFields, listField, rowFileFields, singleFileField } from '../../nodes/Runway/catalogue/editor/files';
import { fileFieldsOf, holdsFiles, nounOf, rowKeyOf } from '../../nodes/Runway/catalogue/fileFields';
import type { FileParam } from '../../nodes/Runway/catalogue/types';
import { entriesOf, file, list, object, shownNames, text } from './invented';

const TAKES = 'Also takes data: and runway:// addresses';

describe('the names of the fields of a file', () => {
	it.each<[string, FileParam, string[]]>([
		['the main image', file({ main: true }), ['imageSource: Logo Source', 'binaryPropertyName: Input Binary Field', 'imageUrl: Logo URL']],
		['the main video', file({ main: true, media: ['video'] }), ['videoSource: Logo Source', 'binaryPropertyName: Input Binary Field', 'videoUrl: Logo URL']],
		[
			'a main file of several kinds',
			file({ main: true, media: ['audio', 'video'] }),
			['mediaSource: Logo Source', 'binaryPropertyName: Input Binary Field', 'mediaUrl: Logo URL', 'mediaType: Logo Type'],
		],
		['another file', file(), ['keySource: Logo Source', 'keyBinaryPropertyName: Logo Binary Field', 'keyUrl: Logo URL']],
		['another file with a name', file({ name: 'brand' }), ['brandSource: Logo Source', 'brandBinaryPropertyName: Logo Binary Field', 'brandUrl: Logo URL']],
		[
			'another file of several kinds',
			file({ media: ['image', 'video'] }),
			['keySource: Logo Source', 'keyBinaryPropertyName: Logo Binary Field', 'keyUrl: Logo URL', 'keyType: Logo Type'],
		],
	])('of %s', (_, param, expected) => {
		const fields = fileFieldsOf(param, 'key');
		expect(Object.values(fields).map(({ name, label }) => `${name}: ${label}`)).toEqual(expected);
		expect(fileFields(param, fields).map(({ field }) => `${field.name}: ${field.displayName}`)).toEqual(expected);
	});
});

describe('the fields of a file', () => {
	const fieldsOf = (param: FileParam) => fileFields(param, fileFieldsOf(param, 'logo'));

	it('say what they want, and demand nothing', () => {
		expect(fieldsOf(file())).toEqual([
			{
				field: {
					displayName: 'Logo Source',
					name: 'logoSource',
					type: 'options',
					options: [
						{ name: 'Binary Field', value: 'binary' },
						{ name: 'URL', value: 'url' },
					],
					default: 'binary',
					description: 'Where the logo comes from',
				},
			},
			{
				field: {
					displayName: 'Logo Binary Field',
					name: 'logoBinaryPropertyName',
					type: 'string',
					default: 'data',
					placeholder: 'e.g. data',
					hint: 'The name of the input binary field containing the image',
					description: 'Runway takes JPEG, PNG or WebP images',
				},
				source: 'binary',
			},
			{
				field: { displayName: 'Logo URL', name: 'logoUrl', type: 'string', default: '', placeholder: 'e.g. https://www.example.com/image.jpg', description: TAKES },
				source: 'url',
			},
		]);
	});

	it('say what is said of the file', () => {
		const [{ field }] = fieldsOf(file({ description: 'The logo to show', hint: 'On white' }));
		expect(field).toMatchObject({ description: 'The logo to show', hint: 'On white' });
	});

	it('ask what an address leads to where that may be several things', () => {
		const [, binary, url, kind] = fieldsOf(file({ media: ['video', 'audio'] }));
		expect(binary.field).toMatchObject({
			hint: 'The name of the input binary field containing the video or audio',
			description: 'Runway takes MP4, MOV, MKV, WebM, 3GP or Ogg videos, or MP3, WAV, FLAC, M4A or AAC sounds',
		});
		expect(url.field.placeholder).toBe('e.g. https://www.example.com/video.mp4');
		expect(kind).toEqual({
			field: {
				displayName: 'Logo Type',
				name: 'logoType',
				type: 'options',
				options: [
					{ name: 'By the Ending of the Address', value: 'auto' },
					{ name: 'Video', value: 'video' },
					{ name: 'Audio', value: 'audio' },
				],
				default: 'auto',
				description: 'What the address leads to',
			},
			source: 'url',
		});
	});

	it('show an example of their kind', () => {
		expect(fieldsOf(file({ media: ['audio'] }))[2].field.placeholder).toBe('e.g. https://www.example.com/sound.mp3');
	});
});

describe('a row for a file', () => {
	it.each([
		[true, 'binary', ['source', 'binaryPropertyName']],
		[true, 'binaries', ['source', 'binaryPropertyNames']],
		[true, 'url', ['source', 'url']],
		[false, 'binary', ['source', 'binaryPropertyName']],
		[false, 'url', ['source', 'url']],
	])('(several: %s) shows for %s the fields %j', (several, source, names) => {
		expect(shownNames(rowFileFields('image', several), { source })).toEqual(names);
	});

	it('has fields with the words of one', () => {
		const SOURCE = { displayName: 'Source', name: 'source', type: 'options', default: 'binary' };
		const plain = (several: boolean) => rowFileFields('video', several).map((field) => ({ ...field, displayOptions: undefined, options: undefined }));
		const binary = { displayName: 'Input Binary Field', name: 'binaryPropertyName', type: 'string', default: 'data' };
		const url = { displayName: 'URL', name: 'url', type: 'string', default: '', placeholder: 'e.g. https://www.example.com/video.mp4', description: TAKES };
		expect(plain(false)).toEqual([SOURCE, binary, url]);
		const several = {
			displayName: 'Input Binary Fields',
			name: 'binaryPropertyNames',
			type: 'string',
			default: '',
			placeholder: 'e.g. data_0, data_1',
			description: 'Separated by commas, or an expression that gives a list',
		};
		expect(plain(true)).toEqual([SOURCE, binary, several, url]);
	});

	it('offers several binary fields only where a list takes them', () => {
		expect(entriesOf(rowFileFields('image', true)[0])).toEqual(['Binary Field = binary', 'Several Binary Fields = binaries', 'URL = url']);
		expect(entriesOf(rowFileFields('image', false)[0])).toEqual(['Binary Field = binary', 'URL = url']);
	});
});

describe('a collection', () => {
	const values: INodeProperties[] = [{ displayName: 'Prompt', name: 'prompt', type: 'string', default: '' }];

	it('numbers its rows, and says how many it takes', () => {
		const param = list(file(), { label: 'Reference Images', element: 'Image', description: 'What things look like', maxItems: 3, hint: 'On white' });
		expect(listField(param, 'references', values)).toEqual({
			displayName: 'Reference Images',
			name: 'references',
			type: 'fixedCollection',
			default: {},
			placeholder: 'Add image',
			typeOptions: { multipleValues: true, fixedCollection: { itemTitle: '=Image {{ $collection.item.index + 1 }}' } },
			options: [{ name: 'file', displayName: 'Image', values }],
			description: 'What things look like. At most 3. On white.',
		});
	});

	it('of something else than files keeps its rows under what they are', () => {
		const param = list(object({ prompt: text() }), { element: 'Shot' });
		expect(listField(param, 'shots', values).options).toEqual([{ name: 'shot', displayName: 'Shot', values }]);
		expect(listField(param, 'shots', values).description).toBeUndefined();
	});

	it.each([
		[list(file()), true, 'file'],
		[list(object({ uri: file(), tag: text() })), true, 'file'],
		[list(object({ tag: text() })), false, 'shot'],
	])('knows whether it holds files', (param, holds, key) => {
		expect([holdsFiles(param), rowKeyOf(param)]).toEqual([holds, key]);
	});

	it('of one file has one row', () => {
		expect(singleFileField(file({ label: 'Last Frame', description: 'The end' }), 'lastFrame')).toEqual({
			displayName: 'Last Frame',
			name: 'lastFrame',
			type: 'fixedCollection',
			default: {},
			placeholder: 'Add last frame',
			options: [{ name: 'file', displayName: 'Image', values: rowFileFields('image', false) }],
			description: 'The end',
		});
		expect(singleFileField(file({ media: ['audio'] }), 'x').options).toMatchObject([{ displayName: 'Audio' }]);
	});
});

it.each([
	[['image'], 'an image'],
	[['video'], 'a video'],
	[['audio', 'video'], 'a sound file or a video'],
] as const)('%j is called %s', (kinds, noun) => {
	expect(nounOf(kinds)).toBe(noun);
});
