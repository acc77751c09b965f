import {closeSync, fsyncSync, openSync, rmSync, writeSync} from 'node:fs';
import {open as openLoop} from './fetch.mjs';

const quoted = text => (/[",\r\n]/.test(text) ? `"${text.replace(/"/g, '""')}"` : text);
const field = value => quoted(typeof value === 'object' ? JSON.stringify(value) : String(value));

const lines = {
	ndjson: room => `${JSON.stringify(room)}\n`,
	csv: room =>
		`${Object.values(room)
			.map(value => (value === null ? '' : field(value)))
			.join(',')}\r\n`,
};

/**
 * What is written where there is no library: the bare loop, and a line for each room. Nothing is checked or known twice,
 * formulas and digits are what they are, and a run that ends early leaves a file that looks whole.
 *
 * @param {{folder: string, extension: string}} settings
 */
export const open = async ({folder, extension}) => {
	const loop = await openLoop();
	const lineOf = lines[extension];
	const path = `${folder}/by-hand.${extension}`;
	/** Resolves to how many rooms were written. */
	const run = async target => {
		const file = openSync(path, 'w');
		let written = 0;
		for await (const rooms of loop(target)) {
			writeSync(file, rooms.map(lineOf).join(''));
			written += rooms.length;
			if (written >= target.options.maxItems) break;
		}
		fsyncSync(file);
		closeSync(file);
		return written;
	};
	return Object.assign(run, {prepare: () => rmSync(path, {force: true})});
};
