import type {files, OpenFile} from '../../lib/export/files/files.ts';

type Operation = (...given: never[]) => unknown;

/**
 * Lets a test stand before every single operation on a file that an export does: `before` is told its number and what it
 * is, and may wait, or throw for it never to happen. Ends with what it returns.
 */
export const controlFiles = (
	target: typeof files,
	before: (ordinal: number, what: string) => unknown,
): (() => void) => {
	const real = {...target};
	let ordinal = 0;
	const guarded =
		(what: string, operation: Operation): Operation =>
		async (...given) => {
			await before(++ordinal, what);
			const result = await operation(...given);
			return isOpenFile(result) ? guardedFile(what, result) : result;
		};
	const guardedFile = (what: string, file: OpenFile): OpenFile =>
		Object.fromEntries(
			Object.entries(file).map(([name, operation]) => [name, guarded(`${what}.${name}`, operation as Operation)]),
		) as unknown as OpenFile;
	for (const [name, operation] of Object.entries(real)) {
		Reflect.set(target, name, guarded(name, operation as Operation));
	}
	return () => Object.assign(target, real);
};

const isOpenFile = (value: unknown): value is OpenFile =>
	typeof value === 'object' && value !== null && 'datasync' in value;
