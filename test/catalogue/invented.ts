import { NodeHelpers, type INode, type INodeParameters, type INodeProperties, type INodePropertyOptions } from 'n8n-workflow';
import { withConditions } from '../../nodes/Runway/catalogue/editor/merged';
import type { Placed } from '../../nodes/Runway/catalogue/editor/placed';
import type { ModelOffer } from '../../nodes/Runway/catalogue/models';
import type {
	ChoiceParam,
	DateParam,
	Fields,
	FileParam,
	FramesParam,
	IdParam,
	IdsParam,
	ListParam,
	NumberParam,
	TextParam,
	ToggleParam,
} from '../../nodes/Runway/catalogue/types';

/** Parameters of no model, as small as they can be; each takes more words. */
export const text = (more: Partial<TextParam> = {}): TextParam => ({ kind: 'text', label: 'Prompt', ...more });
export const choice = (values: ChoiceParam['values'], more: Partial<ChoiceParam> = {}): ChoiceParam => ({ kind: 'choice', label: 'Style', values, ...more });
export const number = (more: Partial<NumberParam> = {}): NumberParam => ({ kind: 'number', label: 'Speed', ...more });
export const toggle = (more: Partial<ToggleParam> = {}): ToggleParam => ({ kind: 'toggle', label: 'Loop', ...more });
export const date = (more: Partial<DateParam> = {}): DateParam => ({ kind: 'date', label: 'Since', ...more });
export const id = (more: Partial<IdParam> = {}): IdParam => ({ kind: 'id', label: 'Voice', ...more });
export const ids = (more: Partial<IdsParam> = {}): IdsParam => ({ kind: 'ids', label: 'Document', list: 'documents', ...more });
export const file = (more: Partial<FileParam> = {}): FileParam => ({ kind: 'file', label: 'Logo', media: ['image'], ...more });
export const list = (of: ListParam['of'], more: Partial<ListParam> = {}): ListParam => ({ kind: 'list', label: 'Shots', element: 'Shot', of, ...more });
export const frames = (more: Partial<FramesParam> = {}): FramesParam => ({ kind: 'frames', required: true, positions: ['first'], ...more });
export const object = (fields: Fields, more: object = {}) => ({ kind: 'object', fields, ...more }) as const;

/** A model that takes these parameters. */
export const rowOf = (modelId: string, params: Fields = {}): ModelOffer => ({
	model: { id: modelId, name: `Model ${modelId}`, description: '', endpoints: {} },
	offer: { params },
});

/** Fields with their conditions in n8n's form. */
export const finished = (placed: readonly Placed[]): INodeProperties[] => placed.map(({ field, conditions }) => withConditions(field, conditions));

/** The fields that n8n shows with these values. */
export function shown(fields: readonly INodeProperties[], values: INodeParameters): INodeProperties[] {
	return fields.filter((field) => NodeHelpers.displayParameter(values, field, { typeVersion: 1 } as INode, null, values));
}

/** Their names. */
export const shownNames = (fields: readonly INodeProperties[], values: INodeParameters) => shown(fields, values).map(({ name }) => name);

/** The entries of a list as `name = value`. */
export const entriesOf = ({ options = [] }: INodeProperties) => (options as INodePropertyOptions[]).map(({ name, value }) => `${name} = ${value}`);
