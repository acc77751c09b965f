import type {WalkPlan} from '../pagination/plan-walk.ts';
import {type Checkpoint, writeCheckpoint} from './checkpoint.ts';
import {checkDestination} from './destination.ts';
import {takenOver} from './destination-failure.ts';
import {files} from './files/files.ts';
import {openOutputs} from './open-outputs.ts';
import type {Run} from './run.ts';
import {publishInvalidFile} from './working/invalid-name.ts';
import {publish} from './working/publish.ts';
import {type Outputs, writePages} from './write-pages.ts';

const checkHeld = async ({lock, plan}: Run): Promise<void> => {
	if (!(await lock.isHeld())) throw takenOver(plan.destination);
};

/** The file is completed and closed; resolves to its path. */
const complete = async (outputs: Outputs): Promise<string> => {
	const finished = await outputs.sink.finish();
	await outputs.close();
	return finished;
};

/** The file gets its name; resolves to its size. */
const name = async (run: Run, finished: string, checkpoint: Checkpoint): Promise<number> => {
	const {plan, work, paths} = run;
	const bytes = (await files.stats(finished))?.size ?? 0;
	await writeCheckpoint(paths.checkpoint, {...checkpoint, finishedBytes: bytes});
	await checkHeld(run);
	// The lock is a new file like any other.
	const newMode = ((await files.stats(work.lock))?.mode ?? 0o600) & 0o777;
	const lastLook = () => checkDestination(plan, checkpoint.replaces);
	await lastLook();
	await publishInvalidFile(plan, paths, checkpoint, newMode);
	await publish({finished, path: plan.destination, lastLook, newMode});
	return bytes;
};

/** From the first page that is still to be written to the file's name. */
export const writeFile = async <Item>(
	source: WalkPlan<Item>,
	run: Run,
	start: Checkpoint,
): ReturnType<typeof writePages> => {
	const outputs = await openOutputs(source.list, run.plan, run.paths, start);
	try {
		const {checkpoint, reason} = await writePages(source, run, outputs, start);
		await checkHeld(run);
		const finished = await complete(outputs);
		const bytes = await name(run, finished, checkpoint);
		return {checkpoint: {...checkpoint, bytes}, reason};
	} finally {
		await outputs.close();
	}
};
