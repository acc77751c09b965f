import {
	chmodSync,
	copyFileSync,
	existsSync,
	linkSync,
	lstatSync,
	mkdirSync,
	readdirSync,
	readFileSync,
	utimesSync,
	writeFileSync,
} from 'node:fs';
import {join} from 'node:path';

/** Copies a folder: contents, modes, times, and which files are one. */
export const copyTree = (from: string, to: string, linked = new Map<number, string>()): void => {
	mkdirSync(to);
	for (const name of readdirSync(from)) {
		const [source, target] = [join(from, name), join(to, name)];
		const {ino, mode, atime, mtime, nlink, isFolder} = statsOf(source);
		if (isFolder) copyTree(source, target, linked);
		else if (linked.has(ino)) linkSync(linked.get(ino) ?? '', target);
		else {
			copyFileSync(source, target);
			if (nlink > 1) linked.set(ino, target);
		}
		chmodSync(target, mode);
		utimesSync(target, atime, mtime);
	}
};

const statsOf = (path: string) => {
	const stats = lstatSync(path);
	return {...stats, atime: stats.atime, mtime: stats.mtime, isFolder: stats.isDirectory()};
};

/** A text that differs when anything that matters in a folder does. */
export const digestTree = (folder: string): string =>
	readdirSync(folder, {recursive: true})
		.map(name => {
			const path = join(folder, String(name));
			const {isFolder, mode, nlink} = statsOf(path);
			return [name, mode, isFolder ? '' : `${nlink} ${readFileSync(path, 'latin1')}`].join(' ');
		})
		.sort()
		.join('\n');

/** What can be known of the process that worked on a destination: that it is dead, or nothing. */
export const owners = {
	// Beyond the largest number that Linux gives.
	dead: {process: 2 ** 22 + 1},
	unknown: {place: 'elsewhere'},
} as const;

/** Changes what the locks and files of a destination say of their owner, and makes it silent. */
export const markOwners = (workFolder: string, changes: object): void => {
	if (!existsSync(workFolder)) return;
	for (const name of readdirSync(workFolder, {recursive: true}).map(String)) {
		if (!/(^|\/)(lock(\.\w+)?|owner)$/.test(name)) continue;
		const path = join(workFolder, name);
		const text = readFileSync(path, 'utf8');
		if (text !== '') writeFileSync(path, JSON.stringify({...JSON.parse(text), ...changes}));
		utimesSync(path, 1, 1);
	}
};
