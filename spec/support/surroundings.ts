import {rmSync} from 'node:fs';
import {type PassThrough, Readable, Writable} from 'node:stream';
import {run} from '../../lib/cli/run.ts';
import type {Surroundings} from '../../lib/cli/surroundings.ts';

/** A stream that remembers what was written to it. */
export class Collector extends Writable {
	text = '';
	readonly isTTY: boolean;
	constructor(isTTY = false) {
		super();
		this.isTTY = isTTY;
	}
	// What a terminal can do besides.
	cursorTo(): boolean {
		return true;
	}
	clearLine(): boolean {
		return true;
	}
	moveCursor(): boolean {
		return true;
	}
	override _write(chunk: Buffer, _encoding: string, done: () => void): void {
		this.text += chunk.toString();
		done();
	}
}

export interface Ran {
	readonly exitCode: number;
	readonly stdout: string;
	readonly stderr: string;
}

export interface RunOptions {
	readonly environment?: Surroundings['environment'];
	readonly input?: string;
	readonly signal?: AbortSignal;
	readonly stdout?: Collector | PassThrough;
	readonly stderr?: Collector;
	readonly pipesOn?: boolean;
	/** The process ends before it could do anything at its end. */
	readonly isKilled?: boolean;
}

/** The command, in this process. */
export const runCommand = async (argv: readonly string[], options: RunOptions = {}): Promise<Ran> => {
	const {environment = {}, input = '', signal = new AbortController().signal, pipesOn = false} = options;
	const stdout = options.stdout ?? new Collector();
	const stderr = options.stderr ?? new Collector();
	const ending: string[] = [];
	const removeAtEnd = (path: string) => ending.push(path);
	const stdin = Readable.from([input]);
	const exitCode = await run(argv, {environment, stdin, stdout, stderr, pipesOn, removeAtEnd, signal});
	if (!options.isKilled) for (const path of ending) rmSync(path, {force: true});
	return {exitCode, stdout: stdout instanceof Collector ? stdout.text : '', stderr: stderr.text};
};

/** The events of `--progress json`, each a line. */
export const eventsIn = (stderr: string) =>
	stderr
		.trim()
		.split('\n')
		.map(line => JSON.parse(line));
