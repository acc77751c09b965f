import {lstatSync, readdirSync, readFileSync} from 'node:fs';
import {join, relative} from 'node:path';

/** Where an export to this destination keeps what is unfinished. */
export const workFolder = (destination: string): string => `${destination}.partial`;

const runName = /^[0-9a-f]{12}$/;

/** The files of the run that an export left, or that goes on; for one run only. */
export const runFolder = (destination: string): string => {
	const names = readdirSync(workFolder(destination)).filter(name => runName.test(name));
	if (names.length !== 1) throw new Error(`there are ${names.length} runs`);
	return join(workFolder(destination), names[0] ?? '');
};

/** A file of that run, by its name in its folder. */
export const runFile = (destination: string, name: string): string => join(runFolder(destination), name);

/** All files in a folder and the folders below, by their paths, in which each run is called `run`. */
export const filesBelow = (folder: string): Readonly<Record<string, Buffer>> =>
	Object.fromEntries(
		readdirSync(folder, {recursive: true})
			.map(name => join(folder, String(name)))
			.filter(path => lstatSync(path).isFile())
			.map(path => [withoutRun(relative(folder, path)), readFileSync(path)]),
	);

/** What a run's files are called in tests, whichever run it is. */
export const withoutRun = (path: string): string => path.replace(/\.partial\/[0-9a-f]{12}(?=\/|$)/g, '.partial/run');

/** The same, to be put back: a name that a run could have. */
export const withRun = (path: string): string => path.replace(/\.partial\/run(?=\/|$)/g, '.partial/0123456789ab');

/** How many pages an unfinished export has written. */
export const pagesWritten = (destination: string): number => {
	try {
		return JSON.parse(readFileSync(runFile(destination, 'checkpoint.json'), 'utf8')).pages;
	} catch {
		return 0;
	}
};
