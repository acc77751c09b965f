import {type ChildProcess, spawn} from 'node:child_process';
import {once} from 'node:events';
import {bundle} from '../support/bundle.ts';
import {cleanEnvironment} from '../support/child.ts';

/** A worker by itself; it knows no process of another machine, and each may be on one of its own. */
const program = `
	import fs from 'node:fs';
	import {syncBuiltinESMExports} from 'node:module';
	import {createClientOn} from './lib/client/create-client.ts';
	import {readEnvironment} from './lib/environment.ts';
	import {withQueue} from './lib/fleet/fleet.ts';
	import {workOn} from './lib/fleet/worker.ts';
	import {clientOptionsOf} from './lib/sync/projects.ts';
	const {machine, queue, ...settings} = JSON.parse(process.argv[2]);
	if (machine !== undefined) {
		fs.readlinkSync = () => machine;
		syncBuiltinESMExports();
	}
	const controller = new AbortController();
	process.once('SIGTERM', () => controller.abort(new Error('stopped')));
	const openClient = (project, {waitForTurn, onEvent}) =>
		createClientOn({...clientOptionsOf(project, readEnvironment()), onEvent}, {waitForTurn});
	const onProgress = event => console.log(JSON.stringify(event));
	let isOpen = false;
	const work = opened => {
		isOpen = true;
		return workOn(opened, {...settings, lists: [], signal: controller.signal, onProgress, openClient});
	};
	// As whoever starts workers does where the queue could not be reached.
	for (;;) {
		try {
			await withQueue(queue, work);
			break;
		} catch (error) {
			if (isOpen) throw error;
			await new Promise(resolve => setTimeout(resolve, 500));
		}
	}
	// As the command does after a signal: BullMQ may still be waiting for a server that is away.
	process.exit();
`;

export interface WorkerProcess {
	readonly child: ChildProcess;
	/** What it has written, on standard output and on standard error. */
	readonly written: () => string;
	readonly errors: () => string;
	/** Resolves to its exit code, null where it was killed. */
	readonly exited: Promise<number | null>;
}

export interface WorkerProgram {
	readonly queue: {readonly queue: string; readonly queueName: string};
	readonly concurrency: number;
	readonly maxDuration: number;
	/** Milliseconds until the job of a worker that was killed is given to another one, and between two looks. */
	readonly lock?: readonly [number, number];
	readonly machine?: string;
}

/** Workers, each a process of its own. */
export const workerProcesses = async (secrets: Readonly<Record<string, string>>) => {
	const file = await bundle('fleet-worker', program);
	return (settings: WorkerProgram): WorkerProcess => {
		const child = spawn(process.execPath, [file, JSON.stringify(settings)], {env: cleanEnvironment(secrets)});
		let [output, errors] = ['', ''];
		child.stdout.on('data', chunk => {
			output += chunk;
		});
		child.stderr.on('data', chunk => {
			errors += chunk;
		});
		const exited = once(child, 'exit').then(([code]) => code as number | null);
		return {child, written: () => output + errors, errors: () => errors, exited};
	};
};
