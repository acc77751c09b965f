import {countOf} from '../core/noun.ts';
import {printable} from '../core/printable.ts';
import type {Plan} from '../sync/plan.ts';
import {openClient} from '../sync/projects.ts';
import {type ReadPlan, readPlan} from '../sync/read-plan.ts';
import {checkOnly, planned, runSync, type SyncMeans, type SyncSummary} from '../sync/run-sync.ts';
import {shardOf, syncOptions} from '../sync/sync.ts';
import {checkSaying} from './common-flags.ts';
import {exitCodeOf, exitCodes} from './exit-codes.ts';
import {checkQueueFlags, unlessInterrupted} from './fleet-queue.ts';
import type {Surroundings} from './surroundings.ts';
import {openClients} from './sync-clients.ts';
import type {SyncFlags} from './sync-flags.ts';
import {readPlanFile} from './sync-plan.ts';
import {startSyncProgress} from './sync-progress.ts';
import {failureLines, nextTime, outcomeTable, syncSummaryLine} from './sync-report.ts';
import {row, SyncTally, walk} from './sync-tally.ts';
import {withoutTokens} from './without-tokens.ts';
import {jsonOf, writeShown} from './write-text.ts';

interface Job {
	readonly plan: ReadPlan;
	readonly means: SyncMeans;
	readonly tally: SyncTally;
	readonly flags: SyncFlags;
	readonly surroundings: Surroundings;
	/** Takes tokens out of texts. */
	readonly clean: (text: string) => string;
}

const write = (text: string, {surroundings, clean}: Job): Promise<void> => writeShown(clean(text), surroundings);

const nameWalks = async (job: Job): Promise<number> => {
	const {plan, means, flags} = job;
	const labels = planned(plan, means.environment, means);
	// That there are credentials is a part of what a run needs, unless workers have them.
	const needing = flags.queue === undefined ? plan.projects : [];
	for (const project of needing) await openClient(project, means.openClient);
	await write(flags.json ? jsonOf(labels) : labels.map(label => `${printable(label)}\n`).join(''), job);
	return exitCodes.done;
};

/** What became of the walks: a table for those who look, one document for programs. */
const report = async (summary: SyncSummary, job: Job): Promise<void> => {
	const {plan, flags, surroundings, clean} = job;
	const {stdout, stderr} = surroundings;
	const isTable = stdout.isTTY === true && !flags.json && !flags.quiet;
	const say = (line: string) => stderr.write(`${clean(printable(line))}\n`);
	if (isTable) await write(outcomeTable(summary), job);
	else if (flags.json || !flags.quiet) await write(jsonOf(summary), job);
	// The table has told it to whoever sees both.
	if (!(isTable && stderr.isTTY)) for (const line of failureLines(summary)) say(`signalwire-paginate: ${line}`);
	if (!flags.quiet && flags.progress !== 'json') say(syncSummaryLine(summary, plan));
};

const runPlan = async (job: Job): Promise<number> => {
	const {plan, means, tally, flags, surroundings, clean} = job;
	const {signal, stderr} = surroundings;
	const progress = await startSyncProgress(tally, flags, surroundings, clean);
	try {
		const summary = await runSync(plan, {...means, onProgress: progress.onProgress});
		progress.stop(summary.complete ? 'done' : 'failed');
		await report(summary, job);
		return summary.complete ? exitCodes.done : exitCodes.failed;
	} catch (error) {
		progress.stop(signal.aborted ? 'interrupted' : 'failed');
		if (!signal.aborted) throw error;
		// Asked for or not: whoever interrupts wants to know how to go on.
		const {complete, rows} = tally;
		stderr.write(
			`interrupted after ${countOf(complete, walk)} and ${countOf(rows, row)}; ${nextTime('goes on', plan)}\n`,
		);
		return exitCodeOf(signal.reason);
	}
};

/** Brings what a plan names up to date, or names its walks; resolves to the exit code. */
export const syncCommand = async (path: string, flags: SyncFlags, surroundings: Surroundings): Promise<number> => {
	checkSaying(flags);
	checkQueueFlags(flags);
	const {only = syncOptions.only.default, shard = syncOptions.shard.default, concurrency} = flags;
	const given = await readPlanFile(path, surroundings);
	const read = readPlan(given);
	const tally = new SyncTally();
	const clients = openClients(surroundings, (project, event) => tally.onEvent(project, event));
	const means: SyncMeans = {
		environment: surroundings.environment,
		openClient: clients.open,
		signal: surroundings.signal,
		shard: shardOf(shard),
		only,
		onProgress: () => {},
	};
	const job: Job = {
		plan: {...read, concurrency: concurrency ?? read.concurrency},
		means,
		tally,
		flags,
		surroundings,
		clean: text => clients.redact(withoutTokens(text, surroundings.environment)),
	};
	try {
		checkOnly(job.plan, surroundings.environment, only);
		if (flags.dryRun) return await nameWalks(job);
		const {queue} = flags;
		if (queue === undefined) return await runPlan(job);
		// Loaded on use: who runs a plan here has no queue.
		const {enqueuePlan} = await import('./fleet-enqueue.ts');
		return await unlessInterrupted(enqueuePlan(given as Plan, path, {...flags, queue}, surroundings), surroundings);
	} finally {
		await clients.close();
	}
};
