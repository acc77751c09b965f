import {tasksBelow} from './below.ts';
import {countResult, remark} from './outcomes.ts';
import type {PlannedList} from './planned-lists.ts';
import {skipped} from './read-walk.ts';
import {counted, type Run, readCounted, tallyOf} from './run.ts';
import {afterAll, type Task} from './run-fairly.ts';
import {isInShard, type PlannedWalk, walkOf, walksOf} from './walks.ts';

/** The walks of a list itself. Where its filter turns out not to be heeded, it is read whole in the place of its slices. */
async function* ownTasks(planned: PlannedList, walks: readonly PlannedWalk[], run: Run): AsyncGenerator<Task, void> {
	const whole = walkOf(planned, run.whose, {});
	if (walks.length === 0) countResult(tallyOf(whole.label, run), skipped('its first slice has not begun yet'));
	const own = walks.filter(walk => run.isWanted(walk.label) && isInShard(walk, run.shard));
	const [first] = own;
	if (first === undefined) return;
	let isHeeded = true;
	const read = async function* (): AsyncGenerator<Task, void> {
		for (const walk of own) {
			yield async () => {
				if ((await readCounted(walk, run)) === 'unheeded') isHeeded = false;
			};
		}
	};
	yield* afterAll(read(), async () => {
		const tally = tallyOf(isHeeded ? first.label : whole.label, run);
		if (!isHeeded) {
			remark(tally, 'the server does not heed its filter by time, so that it is read whole');
			await readCounted(whole, run);
		}
		await counted(run.place.tidy(isHeeded ? walks : [whole]), run, tally);
	});
}

/** Everything that is to be done for a project, one task after the other, found out as it is needed. */
export async function* tasksOf(lists: readonly PlannedList[], run: Run): AsyncGenerator<Task, void> {
	for (const planned of lists) {
		// Whoever has enqueued it may be on a machine whose clock is ahead.
		const walks = walksOf(planned, run.whose, Math.max(Date.now(), run.since));
		yield* ownTasks(planned, walks, run);
		for (const walk of walks) yield* tasksBelow(walk, run);
	}
}
