import { ENDPOINTS, type EndpointId } from '../../nodes/Runway/catalogue/endpoints';
import type { Model } from '../../nodes/Runway/catalogue/model';
import type { Fields, FramesParam, Param } from '../../nodes/Runway/catalogue/types';
import { onWire, requestsOf } from './offers';
import { objectText, union, type Catalogue, type FieldShape, type RequestShape, type Shape } from './shapes';

/** The elements of these lists are typed `unknown` in the SDK; the rows follow its texts. */
export const UNTYPED_PROMPT_IMAGES = [
	'image_to_video hailuo3',
	'image_to_video wan3',
	'image_to_video wan3_prime',
];

/** The requests that the rows describe. */
export function rowCatalogue(models: readonly Model[]): Catalogue {
	return Object.fromEntries(
		models.flatMap((model) =>
			Object.entries(model.endpoints).flatMap(([key, offer]) => {
				const endpoint = key as EndpointId;
				return requestsOf(endpoint, model.id, offer).map(([name, fields]) => {
					const request = `${ENDPOINTS[endpoint].path} ${name}`;
					return [request, requestShape(onWire(fields, offer), UNTYPED_PROMPT_IMAGES.includes(request))] as const;
				});
			}),
		),
	);
}

/** The fields of a request, by the parameters that make it. */
export function requestShape(params: Fields, untyped = false): RequestShape {
	return Object.fromEntries(Object.entries(params).map(([name, param]) => [name, fieldShape(param, untyped)]));
}

function fieldShape(param: Param, untyped = false): FieldShape {
	return { required: isRequired(param), shape: shapeOf(param, untyped) };
}

/** What is always sent counts as required; what depends on another field does not. */
function isRequired(param: Param): boolean {
	if (param.kind === 'constant' || param.kind === 'kindOf') return true;
	if (param.kind === 'file') return true;
	if ('always' in param && param.always) return true;
	return param.kind !== 'depends' && param.required === true;
}

function shapeOf(param: Param, untyped = false): Shape {
	switch (param.kind) {
		case 'text':
		case 'id':
		case 'date':
		case 'file':
			return ['string'];
		case 'ids':
			return ['Array<string>'];
		case 'toggle':
			return ['boolean'];
		case 'constant':
			return [JSON.stringify(param.value)];
		case 'kindOf':
			throw new Error('Told apart by the object around it');
		case 'choice': {
			const values = [...param.values, ...(param.superseded ?? [])].map((value) => JSON.stringify(value));
			// Other texts are taken, too; the compiler then forgets the list.
			return param.anySize ? union([...values, 'string & {}']) : union(values);
		}
		case 'number':
			return union(param.auto ? ['number', '"auto"'] : ['number']);
		case 'frames':
			return union(['string', untyped ? 'Array<unknown>' : `Array<${frameText(param)}>`]);
		case 'list':
			return [`Array<${shapeOf(param.of).join(' | ')}>`];
		case 'object':
			return union(objectShapes(param.fields).map(objectText));
		case 'variant':
			return union(param.forms.flatMap(({ fields }) => objectShapes(fields)).map(objectText));
		case 'depends':
			return union(param.cases.flatMap((one) => shapeOf(one.param)));
	}
}

/** All forms that an object can have: one for each kind of its file, and for each form of a flat variant. */
function objectShapes(fields: Fields): RequestShape[] {
	return Object.entries(fields).reduce<RequestShape[]>(
		(shapes, [name, param]) =>
			shapes.flatMap((shape) => alternatives(name, param, fields).map((more) => ({ ...shape, ...more }))),
		[{}],
	);
}

function alternatives(name: string, param: Param, siblings: Fields): RequestShape[] {
	if (param.kind === 'kindOf') {
		const { uri } = siblings;
		const media = uri?.kind === 'file' ? uri.media : [];
		return media.map((kind) => ({ [name]: { required: true, shape: [JSON.stringify(kind)] } }));
	}
	if (param.kind === 'variant' && param.flat) return param.forms.flatMap((form) => objectShapes(form.fields));
	return [{ [name]: fieldShape(param) }];
}

function frameText({ positions, references }: FramesParam): string {
	const position = { required: !references, shape: union(positions.map((value) => JSON.stringify(value))) };
	return objectText({ position, uri: { required: true, shape: ['string'] } });
}
