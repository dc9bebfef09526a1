import type { NodeSketch } from './workflow';

/** The node's type name in a workflow. */
export const RUNWAY_TYPE = 'n8n-nodes-runwayml.runway';

/** A node's parameters, as the editor saves them. */
export type Parameters = NonNullable<NodeSketch['parameters']>;

/** Parameters of Generate Video as a user leaves them who only enters a prompt. */
export function generate(more: Parameters = {}): Parameters {
	return {
		resource: 'video',
		operation: 'generate',
		model: 'gen4.5',
		promptText: '={{ $json.prompt }}',
		ratio: '1280:720',
		duration: 5,
		...more,
	};
}

/** Parameters of Animate Image with the image in the binary field `data`. */
export function animate(more: Parameters = {}): Parameters {
	return generate({
		operation: 'animate',
		model: 'gen4_turbo',
		imageSource: 'binary',
		binaryPropertyName: 'data',
		...more,
	});
}

/** One item for each prompt. */
export function prompts(...texts: string[]): Array<{ json: { prompt: string } }> {
	return texts.map((prompt) => ({ json: { prompt } }));
}
