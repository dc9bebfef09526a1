import { packedPackage } from './package';

/** Runs once, before the first test file: all of them use the same package. */
export default async function setUp(): Promise<void> {
	await packedPackage();
}
