/** The fields of Other Model: a model that has no row is typed in. */

export const MODEL_ID = {
	name: 'modelId',
	label: 'Model ID',
	description: 'The ID of the model as Runway spells it',
} as const;

export const EXTRA_PARAMETERS = {
	name: 'extraParameters',
	label: 'Extra Parameters',
	description: 'Everything else that goes into the request, as a JSON object spelled as Runway does',
} as const;
