import type { FramesParam, Mode, Param, VideoModel } from '../../nodes/Runway/models/types';
import { objectText, union, type Catalogue, type RequestShape, type Shape } from './shapes';

/** The elements of these lists are typed `unknown` in the SDK; the rows follow its texts. */
export const UNTYPED_PROMPT_IMAGES = [
	'image_to_video hailuo3',
	'image_to_video wan3',
	'image_to_video wan3_prime',
];

/** The requests that the rows describe. */
export function rowCatalogue(models: readonly VideoModel[]): Catalogue {
	return Object.fromEntries(
		models.flatMap((model) =>
			Object.values(model.modes).map((mode: Mode) => {
				const request = `${mode.endpoint} ${model.id}`;
				return [request, requestShape(mode, UNTYPED_PROMPT_IMAGES.includes(request))] as const;
			}),
		),
	);
}

function requestShape(mode: Mode, untyped: boolean): RequestShape {
	return Object.fromEntries(
		Object.entries(mode.params).map(([name, param]) => [
			name,
			{ required: param.required === true, shape: shapeOf(param, untyped) },
		]),
	);
}

const uri = { required: true, shape: ['string'] };

function shapeOf(param: Param, untyped: boolean): Shape {
	switch (param.kind) {
		case 'text':
			return ['string'];
		case 'toggle':
			return ['boolean'];
		case 'choice':
			return union([...param.values, ...(param.superseded ?? [])].map((value) => JSON.stringify(value)));
		case 'number':
			return union(param.auto ? ['number', '"auto"'] : ['number']);
		case 'frames':
			return union(['string', untyped ? 'Array<unknown>' : `Array<${frameText(param)}>`]);
		case 'mediaList': {
			const type = { required: true, shape: [JSON.stringify(param.media)] };
			return [`Array<${objectText(param.typed ? { type, uri } : { uri })}>`];
		}
		case 'group':
			return [
				objectText(
					Object.fromEntries(
						Object.entries(param.fields).map(([name, field]) => [
							name,
							{ required: field.required === true, shape: shapeOf(field, false) },
						]),
					),
				),
			];
	}
}

function frameText({ positions, references }: FramesParam): string {
	const position = { required: !references, shape: union(positions.map((value) => JSON.stringify(value))) };
	return objectText({ position, uri });
}
