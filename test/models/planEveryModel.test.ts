import {
	MediaSlot,
	type Mode,
	type Param,
	type VideoMode,
	type VideoModel,
	type Wanted,
} from '../../nodes/Runway/models/types';
import { modelsFor, VIDEO_MODELS } from '../../nodes/Runway/models/videoModels';
import { files, planOf, presets, problemsOf, slot } from './planning';

const everyModel = (['generate', 'animate'] as const).flatMap((mode) =>
	modelsFor(mode).map(({ model, mode: row }) => [mode, model.id, row] as const),
);

describe('every model', () => {
	it.each(everyModel)('%s %s: what the editor starts with is a valid request', (mode, id, row) => {
		const wanted = presets(mode, id);
		expect(planOf(mode, wanted)).toEqual({
			path: `/v1/${row.endpoint}`,
			body: {
				model: id,
				promptText: 'A fox in the snow',
				...(mode === 'animate' && { promptImage: slot('Image') }),
				...(row.params.ratio && { ratio: wanted.ratio }),
				...(row.params.resolution && { resolution: wanted.resolution }),
				...(row.params.duration && { duration: wanted.duration }),
			},
			ignored: [],
		});
	});

	it.each(everyModel)('%s %s: only what is required is in a minimal request', (mode, id, row) => {
		const required = Object.entries(row.params).filter(([, param]) => param.required);
		const wanted = { ...presets(mode, id), options: undefined } as Record<string, unknown>;
		for (const name of ['promptText', 'ratio', 'resolution', 'duration']) {
			// Seedance 2.5 requires nothing by itself, but something has to be said.
			const keeps = row.params[name]?.required || (id === 'seedance2_5' && name === 'promptText');
			if (!keeps) wanted[name] = '';
		}
		// Wan wants its ratio whenever the image is a frame.
		if (id.startsWith('wan3') && mode === 'animate') wanted.ratio = 'auto_480p';
		const extra = [
			...(id === 'seedance2_5' && mode === 'generate' ? ['promptText'] : []),
			...(id === 'seedance2_5' && mode === 'animate' ? ['promptText'] : []),
			...(id.startsWith('wan3') && mode === 'animate' ? ['ratio'] : []),
		];
		expect(Object.keys(planOf(mode, wanted).body).sort()).toEqual(
			['model', ...required.map(([name]) => name), ...extra].sort(),
		);
	});

	it.each(everyModel)('%s %s: all that it takes can be sent', (mode, id, row) => {
		const { wanted, body } = everything(mode, id, row);
		expect(planOf(mode, wanted)).toEqual({ path: `/v1/${row.endpoint}`, body, ignored: [] });
	});

	it.each(everyModel)('%s %s: every value of its lists is taken', (mode, id, row) => {
		for (const name of ['ratio', 'resolution', 'duration'] as const) {
			const param = row.params[name];
			if (param?.kind !== 'choice') continue;
			for (const value of [...param.values, ...(param.superseded ?? [])]) {
				const rest = needsFor(mode, id, value);
				expect(planOf(mode, { ...presets(mode, id), [name]: value, ...rest }).body[name]).toBe(value);
			}
		}
	});

	it.each(everyModel)('%s %s: each kind of wrong value is reported at its field', (mode, id, row) => {
		for (const [field, wanted] of wrongValues(mode, id, row)) {
			const found = problemsOf(mode, wanted);
			expect([id, found.map((problem) => problem.field)]).toEqual([id, [field]]);
			const { name } = (VIDEO_MODELS as readonly VideoModel[]).find((model) => model.id === id)!;
			expect(found[0].message).toMatch(new RegExp(`${name}|Expected`));
		}
	});
});

/** A value of a list may ask for something else to be there as well. */
function needsFor(mode: VideoMode, id: string, value: unknown): Wanted {
	if (id === 'hailuo3' && mode === 'generate' && value === 'adaptive') {
		return { options: { references: files('https://a.example/1.png') } };
	}
	if (id.startsWith('wan3') && mode === 'animate') return { useImageAs: 'reference' };
	return {};
}

/** A request with every parameter, and the body it must become. */
function everything(
	mode: VideoMode,
	id: string,
	row: Mode,
): { wanted: Wanted; body: Record<string, unknown> } {
	const options: Record<string, unknown> = {};
	const body: Record<string, unknown> = { ...presets(mode, id) };
	for (const name of ['imageSource', 'binaryPropertyName', 'options']) delete body[name];
	for (const name of Object.keys(body)) if (body[name] === undefined) delete body[name];
	for (const [name, param] of Object.entries(row.params)) {
		if (name in body) continue;
		if (param.kind === 'group') {
			for (const [field, choice] of Object.entries(param.fields)) options[field] = choice.values[0];
			body[name] = Object.fromEntries(Object.entries(param.fields).map(([f, c]) => [f, c.values[0]]));
		} else if (param.kind === 'frames') {
			if (param.positions.includes('last')) {
				options.lastFrame = { file: { source: 'binary', binaryPropertyName: 'end' } };
				body[name] = [
					{ uri: slot('Image'), position: 'first' },
					{ uri: slot('Last Frame', 'end'), position: 'last' },
				];
			} else {
				body[name] = slot('Image');
			}
		} else if (param.kind === 'mediaList') {
			const url = 'https://a.example/file';
			options[name] = files(url);
			const labels = { image: 'Reference Images 1', video: 'Reference Videos 1', audio: 'Reference Audio 1' };
			const uri = new MediaSlot(param.media, { source: 'url', url }, labels[param.media]);
			body[name] = [param.typed ? { type: param.media, uri } : { uri }];
		} else {
			options[name] = body[name] = sample(name, param);
		}
	}
	return { wanted: { ...presets(mode, id), options }, body };
}

function sample(name: string, param: Param): unknown {
	if (name === 'outputFormat') return 'prores';
	if (param.kind === 'choice') return param.values[0];
	if (param.kind === 'number') return 7;
	if (param.kind === 'toggle') return false;
	return 'blurred faces';
}

/** Label of the field and a request in which only this field is wrong. */
function wrongValues(mode: VideoMode, id: string, row: Mode): Array<[string, Wanted]> {
	const base = presets(mode, id);
	const wrong: Array<[string, Wanted]> = [];
	const prompt = row.params.promptText;
	if (prompt?.kind === 'text') {
		if (prompt.required) wrong.push(['Prompt', { ...base, promptText: ' \n' }]);
		if (prompt.maxLength) wrong.push(['Prompt', { ...base, promptText: 'x'.repeat(prompt.maxLength + 1) }]);
		wrong.push(
			['Prompt', { ...base, promptText: { text: 'a fox' } }],
			['Prompt', { ...base, promptText: NaN }],
		);
	}
	for (const [name, label] of [
		['ratio', 'Ratio'],
		['resolution', 'Resolution'],
		['duration', 'Duration'],
	] as const) {
		const param = row.params[name];
		if (!param) continue;
		if (param.required) wrong.push([label, { ...base, [name]: '' }], [label, { ...base, [name]: null }]);
		wrong.push([label, { ...base, [name]: '7:5' }], [label, { ...base, [name]: {} }]);
		wrong.push([label, { ...base, [name]: NaN }], [label, { ...base, [name]: -1 }]);
		if (param.kind === 'number') {
			if (param.max) wrong.push([label, { ...base, [name]: param.max + 1 }]);
			if (param.min) wrong.push([label, { ...base, [name]: param.min - 1 }]);
			if (param.integer) wrong.push([label, { ...base, [name]: 5.5 }]);
			if (!param.auto) wrong.push([label, { ...base, [name]: 'auto' }]);
		}
	}
	if (row.params.seed) {
		wrong.push(['Seed', { ...base, options: { seed: 'many' } }]);
	}
	return wrong;
}
