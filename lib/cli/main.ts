#!/usr/bin/env node
import {closeSync} from 'node:fs';
import {run} from './run.ts';

// The only place of the command that touches the process.
const controller = new AbortController();
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
	const abort = (): void => {
		controller.abort(signal);
		// A second Ctrl-C ends the process the hard way. Not before all listeners were called: to one of the progress line's,
		// being the last one left means to end the process. A closing terminal hangs up more than once without meaning more.
		if (signal !== 'SIGHUP') setImmediate(() => process.removeListener(signal, abort));
	};
	process.on(signal, abort);
}
// A closed terminal or a full disk: there is nobody left to tell, and the rooms go on. Unheard, it would end the process.
let isTerminalGone = false;
process.stderr.on('error', error => {
	isTerminalGone ||= Reflect.get(error, 'code') === 'EIO';
});

const exitCode = await run(process.argv.slice(2), {
	environment: process.env,
	stdin: process.stdin,
	stdout: process.stdout,
	stderr: process.stderr,
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
