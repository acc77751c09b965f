import {printable} from '../../core/printable.ts';
import {DestinationFailure} from '../destination-failure.ts';

const notFound: ReadonlySet<unknown> = new Set(['ERR_MODULE_NOT_FOUND', 'MODULE_NOT_FOUND']);

/** A field of whatever was thrown, also in another realm. */
const fieldOf = (error: unknown, name: string): unknown => Reflect.get(Object(error), name);

/** Whether it is this package that is not there, and not a part of it, or another one that it needs. */
export const isMissing = (error: unknown, name: string): boolean =>
	notFound.has(fieldOf(error, 'code')) &&
	/^[^'"]*['"]([^'"]*)['"]/.exec(String(fieldOf(error, 'message')))?.[1] === name;

/**
 * Loads a package that only one format needs, or one kind of destination; its absence is said in one line, with the mend, and all else as it is.
 * @param needer what needs it, as a sentence begins
 * @param all the names of all that it needs
 */
export const loadOptional = async <Package>(
	load: () => Promise<Package>,
	name: string,
	needer: string,
	all = name,
): Promise<Package> => {
	try {
		return await load();
	} catch (error) {
		if (isMissing(error, name)) {
			throw new DestinationFailure(`${needer} needs the optional package ${name}: run "npm install ${all}".`);
		}
		throw new DestinationFailure(
			`${needer} cannot load the optional package ${name} (${printable(String(fieldOf(error, 'message') ?? error))}): in a bundle, leave that package out of it; else install it anew.`,
			{cause: error},
		);
	}
};
