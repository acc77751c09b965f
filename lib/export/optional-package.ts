import {DestinationFailure} from './destination-failure.ts';

/** Loads a package that only one format needs; its absence is said in one line, with the mend. */
export const loadOptional = async <Package>(
	load: () => Promise<Package>,
	name: string,
	format: string,
): Promise<Package> => {
	try {
		return await load();
	} catch {
		throw new DestinationFailure(`The ${format} format needs the optional package ${name}: run "npm install ${name}".`);
	}
};
