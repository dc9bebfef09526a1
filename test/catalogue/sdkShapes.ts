import { readdirSync, readFileSync } from 'node:fs';
import * as path from 'node:path';
import * as ts from 'typescript';
import { ENDPOINTS } from '../../nodes/Runway/catalogue/endpoints';
import { discriminatorOf, SOLE } from '../emulator/schema';
import { objectText, union, type Catalogue, type RequestShape, type Shape } from './shapes';

/**
 * `text_to_video` is declared as `TextToVideoCreateParams` in `text-to-video.d.ts`, and so on; plurals lose their s.
 * Recipes stand in one file, as `RecipeProductAdParams`; routers have a folder of their own.
 */
const SOURCES = [...new Set(Object.values(ENDPOINTS).map(({ path: endpoint }) => endpoint))].map((endpoint) => {
	const recipe = /^recipes\/(.*)/.exec(endpoint)?.[1];
	if (recipe) return { endpoint, file: 'recipes.d.ts', type: `Recipe${inPascalCase(recipe)}Params` };
	const routed = /^generate\/(.*)/.exec(endpoint)?.[1];
	if (routed) return { endpoint, file: `${endpoint}.d.ts`, type: `${inPascalCase(routed)}CreateParams` };
	const name = inPascalCase(endpoint).replace(/s$/, '');
	return { endpoint, file: `${endpoint.replaceAll('_', '-')}.d.ts`, type: `${name}CreateParams` };
});

function inPascalCase(name: string): string {
	const words = name.split('_');
	return words.map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join('');
}

/** Where the installed `@runwayml/sdk` is. */
export const INSTALLED = path.dirname(require.resolve('@runwayml/sdk'));

/**
 * The requests that the types of an `@runwayml/sdk` describe, as the compiler understands them. What a version does not
 * have, or calls something else, is not among them.
 */
export function sdkCatalogue(home = INSTALLED): Catalogue {
	const sdk = readSdk(SOURCES.map(({ file }) => `resources/${file}`), home);
	const { checker } = sdk;
	const requests = SOURCES.flatMap(({ endpoint, file, type }) => {
		const declared = findType(sdk, `resources/${file}`, type);
		return (declared ? membersOf(declared) : []).flatMap((member) => {
			const fields = fieldsOf(checker, member);
			const { model, ...rest } = fields;
			const by = discriminatorOf(endpoint);
			const names = by ? fixedTexts((model ?? fields[by])?.shape, checker.typeToString(member)) : [SOLE];
			return names.map((name) => [`${endpoint} ${name}`, rest] as const);
		});
	});
	return Object.fromEntries(requests);
}

/** The endpoints that give a task, by the code of an `@runwayml/sdk`: what it can wait for. */
export function sdkEndpoints(home = INSTALLED): string[] {
	const folder = path.join(home, 'resources');
	const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.js'));
	return files.flatMap((file) => {
		const code = readFileSync(path.join(folder, file), 'utf8');
		return [...code.matchAll(/wrapAsWaitableResource\)[^;]*?post\('\/v1\/([^']+)'/g)].map(([, endpoint]) => endpoint);
	});
}

/** Declaration files of the SDK, as the compiler understands them. */
export interface Sdk {
	readonly home: string;
	readonly program: ts.Program;
	readonly checker: ts.TypeChecker;
}

/** @param files their paths in the SDK. @param home where it is */
export function readSdk(files: readonly string[], home = INSTALLED): Sdk {
	// What the parameters need is in these files, so nothing else is followed.
	const program = ts.createProgram(files.map((file) => path.join(home, file)), {
		strict: true,
		noResolve: true,
		types: [],
		lib: ['lib.es5.d.ts'],
	});
	return { home, program, checker: program.getTypeChecker() };
}

/** A type or class that a file of the SDK exports. */
export function exportedType(sdk: Sdk, file: string, name: string): ts.Type {
	const type = findType(sdk, file, name);
	if (!type) throw new Error(`The SDK no longer exports ${name} from ${path.basename(file)}`);
	return type;
}

function findType({ home, program, checker }: Sdk, file: string, name: string): ts.Type | undefined {
	const source = program.getSourceFile(path.join(home, file));
	const module = source && checker.getSymbolAtLocation(source);
	const symbol = module && checker.getExportsOfModule(module).find((candidate) => candidate.name === name);
	return symbol && checker.getDeclaredTypeOfSymbol(symbol);
}

function fixedTexts(shape: Shape = [], typeName: string): string[] {
	if (shape.length === 0 || !shape.every((text) => text.startsWith('"'))) {
		throw new Error(`What tells ${typeName} from others is no fixed text: ${shape.join(' | ')}`);
	}
	return shape.map((text) => JSON.parse(text) as string);
}

export function membersOf(type: ts.Type): ts.Type[] {
	return type.isUnion() ? type.types : [type];
}

export function fieldsOf(checker: ts.TypeChecker, type: ts.Type): RequestShape {
	return Object.fromEntries(
		checker.getPropertiesOfType(type).map((property) => {
			const required = (property.flags & ts.SymbolFlags.Optional) === 0;
			const declared = checker.getTypeOfSymbol(property);
			const value = required ? declared : checker.getNonNullableType(declared);
			return [property.name, { required, shape: shapeOf(checker, value) }];
		}),
	);
}

function shapeOf(checker: ts.TypeChecker, type: ts.Type): Shape {
	return union(membersOf(type).map((member) => memberText(checker, member)));
}

function memberText(checker: ts.TypeChecker, type: ts.Type): string {
	// `(string & {})` keeps the list of known values for editors.
	if (type.isIntersection()) return checker.typeToString(type);
	if (type.isStringLiteral() || type.isNumberLiteral()) return JSON.stringify(type.value);
	if (type.flags & ts.TypeFlags.BooleanLiteral) return 'boolean';
	if (
		type.flags &
		(ts.TypeFlags.String | ts.TypeFlags.Number | ts.TypeFlags.Boolean | ts.TypeFlags.Unknown)
	) {
		return checker.typeToString(type);
	}
	if (checker.isArrayType(type)) {
		const [element] = checker.getTypeArguments(type as ts.TypeReference);
		return `Array<${shapeOf(checker, element).join(' | ')}>`;
	}
	if (type.flags & ts.TypeFlags.Object) return objectText(fieldsOf(checker, type));
	return checker.typeToString(type);
}
