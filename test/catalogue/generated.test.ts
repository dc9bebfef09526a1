import { readFileSync } from 'node:fs';
import * as path from 'node:path';
import type { EndpointId } from '../../nodes/Runway/catalogue/endpoints';
import { MODELS } from '../../nodes/Runway/catalogue/models';
import { generatedFiles } from '../../scripts/generate';
import { between } from '../../scripts/markdown';
import { modelsTable } from '../../scripts/modelTables';

const ROOT = path.join(__dirname, '..', '..');

describe('what is made from the catalogue (npm run generate)', () => {
	it.each([...generatedFiles()])('%s is up to date', (file, text) => {
		expect(readFileSync(path.join(ROOT, file), 'utf8')).toBe(text);
	});

	it('has a row for each model of each resource', () => {
		for (const { id, endpoints } of MODELS) {
			for (const endpoint of Object.keys(endpoints)) expect(modelsTable(endpoint as EndpointId)).toContain(`<br>\`${id}\` |`);
		}
	});

	it('needs its places in a page', () => {
		expect(() => between('# Runway', 'models', '')).toThrow('A page needs the lines');
	});
});
