import { readFileSync } from 'node:fs';
import * as path from 'node:path';
import { VIDEO_MODELS } from '../../nodes/Runway/models/videoModels';
import { modelsTable, withTable } from '../../scripts/models-table';

const readme = readFileSync(path.join(__dirname, '..', '..', 'README.md'), 'utf8');

describe("the README's table of models", () => {
	it('has a place in the README', () => {
		expect(readme).toContain('<!-- models:start -->');
		expect(readme).toContain('<!-- models:end -->');
	});

	it('says what the catalogue says (npx tsx scripts/models-table.ts --write)', () => {
		expect(readme).toBe(withTable(readme));
	});

	it('has a row for each model', () => {
		for (const { id, creditsPerSecond } of VIDEO_MODELS) {
			expect(modelsTable()).toMatch(
				new RegExp(`<br>\`${id.replace('.', '\\.')}\` \\|.*\\| about ${creditsPerSecond} \\|`),
			);
		}
	});

	it('is refused a README without its place', () => {
		expect(() => withTable('# Runway')).toThrow('README.md needs the lines');
	});
});
