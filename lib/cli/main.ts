#!/usr/bin/env node
import {closeSync, fstatSync, rmSync} from 'node:fs';
import {run} from './run.ts';

// The only place of the command that touches the process.
const controller = new AbortController();
/** Milliseconds in which a signal that comes again is the same one: shells and npm pass on what a terminal sent to all. */
const echoTime = 1000;
// A closing terminal hangs up more than once without meaning more.
const hangUp = (): void => controller.abort('SIGHUP');
const interrupt = (signal: NodeJS.Signals): void => {
	if (!controller.signal.aborted) controller.abort(signal);
	// A later one ends the process the hard way.
	setTimeout(() => process.off('SIGINT', interrupt).off('SIGTERM', interrupt), echoTime).unref();
};
process.on('SIGHUP', hangUp).on('SIGINT', interrupt).on('SIGTERM', interrupt);
// A closed terminal or a full disk: there is nobody left to tell, and the rooms go on. Unheard, it would end the process.
let isTerminalGone = false;
process.stderr.on('error', error => {
	isTerminalGone ||= Reflect.get(error, 'code') === 'EIO';
});

/** False too where standard output was closed. */
const isPipe = (): boolean => {
	try {
		const status = fstatSync(1);
		return status.isFIFO() || status.isSocket();
	} catch {
		return false;
	}
};

const exitCode = await run(process.argv.slice(2), {
	environment: process.env,
	stdin: process.stdin,
	stdout: process.stdout,
	stderr: process.stderr,
	pipesOn: isPipe(),
	removeAtEnd: path => process.on('exit', () => rmSync(path, {force: true})),
	signal: controller.signal,
});
// At its end Node puts terminals back as they were, and aborts when one is gone; a file that is closed it leaves alone.
if (controller.signal.reason === 'SIGHUP' || isTerminalGone) {
	for (const [file, stream] of [process.stdin, process.stdout, process.stderr].entries()) {
		if (stream.isTTY) closeSync(file);
	}
}
// After an interrupt, output that nobody takes must not keep the process; otherwise it ends by itself, all written.
if (controller.signal.aborted) process.exit(exitCode);
process.exitCode = exitCode;
