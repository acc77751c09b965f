/** Something to do, which tells of its own failures. */
export type Task = () => Promise<void>;

/** Tasks, of which nobody knows how many there are, and what is done when the last of them has ended. */
export async function* afterAll(
	tasks: AsyncGenerator<Task, void>,
	finish: () => Promise<void>,
): AsyncGenerator<Task, void> {
	let open = 1;
	const end = async () => {
		if (--open === 0) await finish();
	};
	for await (const task of tasks) {
		open++;
		yield async () => {
			await task();
			await end();
		};
	}
	await end();
}

interface Running {
	readonly concurrency: number;
	/** No task is begun any more when it is aborted. */
	readonly signal: AbortSignal;
	readonly abort: (reason: unknown) => void;
}

/**
 * Does the tasks of many queues, so many at once: the next one is always of the queue of which the fewest are under way,
 * so that none waits for another's. A queue is asked for a task only when one can be begun. What a task or a queue throws
 * aborts all others, and is thrown when they have ended.
 */
export const runFairly = async (
	queues: readonly AsyncGenerator<Task, void, void>[],
	{concurrency, signal, abort}: Running,
): Promise<void> => {
	const open = new Set(queues.map(tasks => ({tasks, running: 0})));
	const next = () => [...open].sort((one, other) => one.running - other.running)[0];
	const work = async (): Promise<void> => {
		for (let queue = next(); queue !== undefined && !signal.aborted; queue = next()) {
			queue.running++;
			const {done, value: task} = await queue.tasks.next();
			if (done) open.delete(queue);
			else await task();
			queue.running--;
		}
	};
	await Promise.all(Array.from({length: concurrency}, () => work().catch(abort)));
	await Promise.all(queues.map(queue => queue.return()));
	signal.throwIfAborted();
};
