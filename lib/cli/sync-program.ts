import type {Command} from 'commander';
import type {Surroundings} from './surroundings.ts';
import type {SyncFlags} from './sync-flags.ts';

/** The command that runs plans; what it takes is loaded when it is asked for. */
export const addSync = async (
	program: Command,
	argv: readonly string[],
	surroundings: Surroundings,
	finish: (exitCode: number) => void,
): Promise<void> => {
	const command = program
		.command('sync')
		.description('bring many lists, projects and slices of time up to date, as a plan says')
		.argument('<plan>', 'a file of JSON; - reads standard input');
	if (!argv.includes('sync')) return;
	const {addSyncFlags} = await import('./sync-flags.ts');
	const {syncCommand} = await import('./sync-command.ts');
	addSyncFlags(command).action(async (path: string, flags: SyncFlags) =>
		finish(await syncCommand(path, flags, surroundings)),
	);
};
