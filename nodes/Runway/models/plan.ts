import { labelOf, MAIN_FIELDS, optionFields, type OptionField } from './fields';
import { Findings } from './findings';
import { planMediaList, planPictures, readFiles, readMainImage, type Pictures } from './media';
import { readExtraParameters, readModelId } from './otherModel';
import type {
	ChoiceParam,
	Condition,
	MediaKind,
	Param,
	Plan,
	Planned,
	PlanValue,
	Rule,
	VideoMode,
	Wanted,
} from './types';
import {
	allowedWords,
	isBlank,
	readChoice,
	readNumber,
	readText,
	readToggle,
	shown,
	type Read,
} from './values';
import { findModel, modelsFor, OTHER_MODEL, type ModelMode } from './videoModels';

type Body = Record<string, PlanValue>;

type Options = Readonly<Record<string, unknown>>;

/** The operations as the editor names them. */
const OPERATION_NAMES: Readonly<Record<VideoMode, string>> = {
	generate: 'Generate Video',
	animate: 'Animate Image',
};

/**
 * Turns what the user entered for one item into a request that has cost nothing yet, or into everything that
 * is wrong with it. Pure: no host, no network, no file is opened; a `MediaSlot` stands where a file's URI goes.
 */
export function planVideo(mode: VideoMode, wanted: Wanted): Planned {
	const findings = new Findings();
	const options = readOptions(wanted.options, findings);
	const id = typeof wanted.model === 'string' ? wanted.model.trim() : wanted.model;
	if (id === OTHER_MODEL) return planOther(mode, wanted, options, findings);

	const row = modelsFor(mode).find(({ model }) => model.id === id);
	if (row) return planKnown(mode, row, wanted, options, findings);

	findings.report('model', unknownModelMessage(mode, id));
	return { problems: findings.problems };
}

function unknownModelMessage(mode: VideoMode, id: unknown): string {
	const known = modelsFor(mode).map(({ model }) => model.id);
	const model = findModel(id);
	if (model) {
		const other = mode === 'generate' ? 'animate' : 'generate';
		return `${model.name} cannot do this. Use the operation ${OPERATION_NAMES[other]}, or choose one of ${known.join(', ')}.`;
	}
	const what = isBlank(id) ? 'No model was chosen.' : `There is no model ${shown(id)} in this list.`;
	return `${what} Choose one of ${known.join(', ')}, or Other Model (${OTHER_MODEL}) and enter the ID there.`;
}

function readOptions(raw: unknown, findings: Findings): Options {
	if (isBlank(raw)) return {};
	if (typeof raw === 'object' && raw !== null && !Array.isArray(raw)) return raw as Options;
	findings.report('options', `Expected an object, but got ${shown(raw)}.`, 'Options');
	return {};
}

function finish(findings: Findings, plan: Plan): Planned {
	return findings.problems.length > 0 ? { problems: findings.problems } : { plan };
}

function planOther(mode: VideoMode, wanted: Wanted, options: Options, findings: Findings): Planned {
	const model = readModelId(wanted.modelId, findings);
	const extra = readExtraParameters(wanted.extraParameters, findings) ?? {};
	const body: Body = { model: model ?? '' };
	const prompt = readText(wanted.promptText, { kind: 'text' }, 'Runway');
	if ('problem' in prompt) findings.report('promptText', prompt.problem);
	else if (prompt.value !== undefined) body.promptText = prompt.value;
	// Whoever writes promptImage as JSON needs no image field.
	if (mode === 'animate' && !Object.hasOwn(extra, 'promptImage')) {
		const image = readMainImage(wanted, findings);
		if (image) body.promptImage = image;
	}
	const ignored = leftOver([], wanted, options, 'Other Model', mode, findings);
	const endpoint = mode === 'generate' ? 'text_to_video' : 'image_to_video';
	return finish(findings, { path: `/v1/${endpoint}`, body: { ...body, ...extra }, ignored });
}

function planKnown(
	operation: VideoMode,
	row: ModelMode,
	wanted: Wanted,
	options: Options,
	findings: Findings,
): Planned {
	const { model, mode } = row;
	const pictures = planPictures(row, wanted, options, findings);
	const body: Body = { model: model.id };
	for (const [name, param] of Object.entries(mode.params)) {
		const value = planParam(name, param, model.name, wanted, options, pictures, findings);
		if (value !== undefined) body[name] = value;
		else if (param.required && param.kind !== 'frames' && !findings.has(name)) {
			findings.report(name, missingMessage(name, param, model.name));
		}
	}
	for (const rule of mode.rules ?? []) checkRule(rule, body, pictures, findings);
	const taken = [...Object.keys(mode.params), ...optionFields(mode).map((field) => field.name)];
	const ignored = leftOver(taken, wanted, options, model.name, operation, findings);
	return finish(findings, { path: `/v1/${mode.endpoint}`, body, ignored });
}

function planParam(
	name: string,
	param: Param,
	modelName: string,
	wanted: Wanted,
	options: Options,
	pictures: Pictures,
	findings: Findings,
): PlanValue | undefined {
	const isMain = (MAIN_FIELDS as readonly string[]).includes(name);
	const raw = isMain ? wanted[name as keyof Wanted] : options[name];
	switch (param.kind) {
		case 'frames':
			return pictures.value;
		case 'mediaList':
			return planMediaList(raw, name, param, modelName, findings);
		case 'group':
			return planGroup(param.fields, modelName, options, findings);
		case 'text':
			return accept(name, readText(raw, param, modelName), findings);
		case 'choice':
			return accept(name, readChoice(raw, name, param, modelName), findings);
		case 'number':
			return accept(name, readNumber(raw, name, param, modelName), findings);
		case 'toggle':
			return accept(name, readToggle(raw), findings);
	}
}

function planGroup(
	fields: Readonly<Record<string, ChoiceParam>>,
	modelName: string,
	options: Options,
	findings: Findings,
): PlanValue | undefined {
	const group: Body = {};
	for (const [name, param] of Object.entries(fields)) {
		const value = accept(name, readChoice(options[name], name, param, modelName), findings);
		if (value !== undefined) group[name] = value;
	}
	return Object.keys(group).length > 0 ? group : undefined;
}

function accept<T>(name: string, read: Read<T>, findings: Findings): T | undefined {
	if ('value' in read) return read.value;
	findings.report(name, read.problem);
	return undefined;
}

function missingMessage(name: string, param: Param, modelName: string): string {
	if (param.kind !== 'choice' && param.kind !== 'number') return `Empty, but ${modelName} needs it.`;
	const verb = param.kind === 'choice' ? 'Choose' : 'Enter';
	return `Empty, but ${modelName} needs it. ${verb} ${allowedWords(name, param)}.`;
}

function checkRule(rule: Rule, body: Body, pictures: Pictures, findings: Findings): void {
	const { when, needsOneOf, allows, demands, say } = rule;
	const target = allows ?? demands;
	const about = target?.field ?? when?.field ?? needsOneOf?.[0] ?? 'model';
	const involved = [about, ...(when ? [when.field] : []), ...(needsOneOf ?? [])];
	if (involved.some((name) => findings.has(name))) return;
	if (when && !holds(when, body, pictures)) return;
	const value = target && body[target.field];
	const broken =
		(needsOneOf && !needsOneOf.some((name) => body[name] !== undefined)) ||
		(allows && value !== undefined && !isOneOf(value, allows.values)) ||
		(demands && !isOneOf(value, demands.values));
	if (broken) findings.report(about, say);
}

function holds(when: Condition, body: Body, pictures: Pictures): boolean {
	if (when.as) return when.as === pictures.as;
	const value = body[when.field];
	if (value === undefined) return false;
	return !when.is || isOneOf(value, when.is);
}

function isOneOf(value: PlanValue | undefined, values: ReadonlyArray<string | number>): boolean {
	return (typeof value === 'string' || typeof value === 'number') && values.includes(value);
}

/** Every option of the catalogue, whatever the model, and of which kind its files are. */
const ALL_OPTIONS: ReadonlyMap<string, MediaKind | undefined> = new Map(
	(['generate', 'animate'] as const)
		.flatMap((mode) => modelsFor(mode))
		.flatMap(({ mode }) => optionFields(mode))
		.map((field) => [field.name, mediaOf(field)]),
);

function mediaOf({ param }: OptionField): MediaKind | undefined {
	if (param.kind === 'frames') return 'image';
	return param.kind === 'mediaList' ? param.media : undefined;
}

/**
 * Labels of what was set although the model does not take it. Files that would be left out are a problem
 * instead: a video without them is not the one that was wanted, and is paid for all the same.
 */
function leftOver(
	taken: readonly string[],
	wanted: Wanted,
	options: Options,
	modelName: string,
	operation: VideoMode,
	findings: Findings,
): string[] {
	const ignored = MAIN_FIELDS.filter(
		(name) => name !== 'promptText' && !taken.includes(name) && !isBlank(wanted[name]),
	).map(labelOf);
	for (const [name, media] of ALL_OPTIONS) {
		if (taken.includes(name) || isBlank(options[name])) continue;
		if (!media) {
			ignored.push(labelOf(name));
			continue;
		}
		const unread = new Findings();
		const isSet = readFiles(options[name], name, media, unread).length > 0 || unread.has(name);
		if (isSet) findings.report(name, notTakenMessage(name, modelName, operation));
	}
	return ignored;
}

function notTakenMessage(name: string, modelName: string, operation: VideoMode): string {
	const takers = modelsFor(operation)
		.filter(({ mode }) => optionFields(mode).some((field) => field.name === name))
		.map(({ model }) => model.name);
	const instead = takers.length > 0 ? `, or choose one of ${takers.join(', ')}` : '';
	return `${modelName} takes no ${labelOf(name).toLowerCase()}. Remove it from Options${instead}.`;
}
