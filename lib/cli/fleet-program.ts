import type {Command} from 'commander';
import type {StatusFlags, WorkFlags} from './fleet-flags.ts';
import type {Surroundings} from './surroundings.ts';

/** The commands around a queue of walks; what they take is loaded when they are asked for. */
export const addFleet = async (
	program: Command,
	argv: readonly string[],
	surroundings: Surroundings,
	finish: (exitCode: number) => void,
): Promise<void> => {
	const work = program.command('work').description('read walks of a queue that "sync --queue" fills, until Ctrl-C');
	const status = program.command('status').description('tell what waits in a queue of walks, is read, and has failed');
	if (!argv.includes('work') && !argv.includes('status')) return;
	const {addStatusFlags, addWorkFlags} = await import('./fleet-flags.ts');
	addWorkFlags(work).action(async (flags: WorkFlags) => {
		const {workCommand} = await import('./fleet-work.ts');
		finish(await workCommand(flags, surroundings));
	});
	addStatusFlags(status).action(async (flags: StatusFlags) => {
		const {statusCommand} = await import('./fleet-status.ts');
		finish(await statusCommand(flags, surroundings));
	});
};
