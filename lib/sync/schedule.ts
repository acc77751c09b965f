/** Something to do, which tells of its own failures. */
export type Task = () => Promise<void>;

interface Queue {
	readonly tasks: AsyncGenerator<Task, void, void>;
	running: number;
	isEmpty: boolean;
}

interface Running {
	readonly concurrency: number;
	/** No task is begun any more when it is aborted. */
	readonly signal: AbortSignal;
	readonly onFailure: (error: unknown) => void;
}

/**
 * Does the tasks of many queues, so many at once: the next one is always of the queue of which the fewest are under way,
 * so that none waits for another's. A queue is asked for a task only when one can be begun. What a task or a queue throws
 * is told, and thrown when those that are under way have ended; no other one is begun.
 */
export const runFairly = async (
	queues: readonly AsyncGenerator<Task, void, void>[],
	{concurrency, signal, onFailure}: Running,
): Promise<void> => {
	const all: Queue[] = queues.map(tasks => ({tasks, running: 0, isEmpty: false}));
	let failure: {readonly error: unknown} | undefined;
	const next = () => {
		const open = all.filter(({isEmpty}) => !isEmpty);
		return open.sort((one, other) => one.running - other.running)[0];
	};
	const take = async (queue: Queue): Promise<void> => {
		signal.throwIfAborted();
		const {done, value: task} = await queue.tasks.next();
		if (done) queue.isEmpty = true;
		else await task();
	};
	const work = async (): Promise<void> => {
		for (let queue = next(); queue !== undefined && failure === undefined; queue = next()) {
			queue.running++;
			await take(queue).catch((error: unknown) => {
				failure ??= {error};
				onFailure(error);
			});
			queue.running--;
		}
	};
	await Promise.all(Array.from({length: concurrency}, work));
	await Promise.all(all.map(({tasks}) => tasks.return()));
	if (failure !== undefined) throw failure.error;
};
