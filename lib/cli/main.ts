#!/usr/bin/env node
import {run} from './run.ts';

// The only place of the command that touches the process.
const controller = new AbortController();
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
	// Once: a second Ctrl-C ends the process the hard way.
	process.once(signal, () => controller.abort(signal));
}

const exitCode = await run(process.argv.slice(2), {
	environment: process.env,
	stdin: process.stdin,
	stdout: process.stdout,
	stderr: process.stderr,
	signal: controller.signal,
});
// After an interrupt, output that nobody takes must not keep the process; otherwise it ends by itself, all written.
if (controller.signal.aborted) process.exit(exitCode);
process.exitCode = exitCode;
