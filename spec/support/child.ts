import {spawn} from 'node:child_process';
import {text} from 'node:stream/consumers';

export interface Finished {
	readonly exitCode: number | null;
	readonly stdout: string;
	readonly stderr: string;
}

/** Only what a program needs: nothing of the developer's own credentials. */
export const cleanEnvironment = (extra: Readonly<Record<string, string>> = {}): NodeJS.ProcessEnv => ({
	PATH: process.env.PATH,
	HOME: process.env.HOME,
	...extra,
});

/** Runs a program to its end. */
export const runChild = async (
	command: string,
	arguments_: readonly string[],
	options: {readonly env?: NodeJS.ProcessEnv; readonly cwd?: string; readonly input?: string} = {},
): Promise<Finished> => {
	const child = spawn(command, arguments_, {env: options.env ?? cleanEnvironment(), cwd: options.cwd});
	child.stdin.on('error', () => {}); // A program that reads nothing may be gone before it is written to.
	child.stdin.end(options.input ?? '');
	const exited = new Promise<number | null>(resolve => {
		child.on('close', resolve);
	});
	const [stdout, stderr, exitCode] = await Promise.all([text(child.stdout), text(child.stderr), exited]);
	return {exitCode, stdout, stderr};
};
