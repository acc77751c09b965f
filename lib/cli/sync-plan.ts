import {readFile} from 'node:fs/promises';
import {text} from 'node:stream/consumers';
import {printable} from '../core/printable.ts';
import {CommandFailed, exitCodes} from './exit-codes.ts';
import type {Surroundings} from './surroundings.ts';

const refuse = (message: string): never => {
	throw new CommandFailed(exitCodes.usage, `${message} Nothing was requested or written.`);
};

/** What is wrong with a text as JSON; undefined where nothing is. */
const flawOf = (json: string): string | undefined => {
	try {
		JSON.parse(json);
		return undefined;
	} catch (error) {
		return error instanceof Error ? error.message : String(error);
	}
};

const isPassing = (flaw: string | undefined): boolean => flaw === undefined || !flaw.startsWith('Unexpected token');

/**
 * Where a text ceases to be JSON, as far as the runtime tells. Of a character that cannot stand where it does it tells no
 * place: that is the last one of the shortest beginning of which it says the same.
 */
const placeOf = (json: string, flaw: string): number | undefined => {
	const told = /at position (\d+)/.exec(flaw)?.[1];
	if (told !== undefined) return Number(told);
	if (isPassing(flaw)) return /end of (?:JSON|file)/i.test(flaw) ? json.length : undefined;
	let [sound, unsound] = [0, json.length];
	while (unsound - sound > 1) {
		const middle = (sound + unsound) >>> 1;
		if (isPassing(flawOf(json.slice(0, middle)))) sound = middle;
		else unsound = middle;
	}
	return sound;
};

const lineAndColumn = (json: string, place: number): string => {
	const lines = json.slice(0, place).split('\n');
	return `line ${lines.length}, column ${(lines.at(-1) ?? '').length + 1}`;
};

/** Without what stands around the place, which is not for logs. */
const withoutText = (flaw: string): string =>
	flaw.replace(/,? (?:\.\.\.)?".*$/s, '').replace(/(?: (?:in|of|after) JSON(?: input)?| at position).*$/s, '');

const parse = (json: string, name: string): unknown => {
	const flaw = flawOf(json);
	if (flaw === undefined) return JSON.parse(json);
	const place = placeOf(json, flaw);
	const where = place === undefined ? '' : ` at ${lineAndColumn(json, place)}`;
	return refuse(`${name} is not JSON: ${printable(withoutText(flaw))}${where}.`);
};

/** The plan in a file, or on standard input, as it stands there. */
export const readPlanFile = async (path: string, {stdin}: Surroundings): Promise<unknown> => {
	const name = path === '-' ? 'The plan on standard input' : `The plan ${printable(path)}`;
	const json = await (path === '-' ? text(stdin) : readFile(path, 'utf8')).catch((error: unknown) =>
		refuse(`${name} cannot be read (${Reflect.get(Object(error), 'code') ?? 'unreadable'}).`),
	);
	// Some editors put a mark of the encoding first.
	return parse(json.replace(/^\ufeff/, ''), name);
};
