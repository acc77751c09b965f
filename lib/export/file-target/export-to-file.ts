import {orThrow} from '../../pagination/pagination-error.ts';
import type {WalkPlan} from '../../pagination/plan-walk.ts';
import {manifestIn, namedBy} from '../dataset/dataset-paths.ts';
import {DestinationFailure} from '../destination-failure.ts';
import {exportTo} from '../export.ts';
import type {ExportSummary} from '../export-options.ts';
import type {ExportPlan} from '../export-plan.ts';
import {progressOf} from '../export-progress.ts';
import {files} from '../files/files.ts';
import {resolveFile} from '../files/regular-files.ts';
import type {LockTiming} from '../lock/watch.ts';
import {destinationErrorOf} from './destination-error.ts';
import {createFileTarget} from './file-target.ts';
import {isOwnFile, workPaths} from './paths.ts';

/** What is not for users to choose. */
export interface ExportMeans {
	/** Of the lock. Default: the usual one. */
	readonly timing?: LockTiming | undefined;
	/**
	 * Removes the file by which a run that is resumed knows that all is done. A program that ends with the export does so as
	 * it ends: killed before, it finds the file there. Default: at once.
	 */
	readonly removeTrace?: ((path: string) => void | Promise<void>) | undefined;
}

/** The folder of a dataset may be a link, as a file may be. */
const behindLinks = async (destination: string): Promise<string> => {
	const named = namedBy(destination);
	if (named === destination) return destination;
	return manifestIn(await files.realPath(named).catch(() => named));
};

/** The plan with the files that its names lead to. */
const resolvePlan = async (plan: ExportPlan): Promise<ExportPlan> => {
	const destination = await resolveFile(await behindLinks(plan.destination));
	const invalidFile = plan.invalidFile === undefined ? undefined : await resolveFile(plan.invalidFile);
	if (invalidFile !== undefined && isOwnFile(destination, invalidFile)) {
		throw new DestinationFailure(
			`${plan.invalidFile} leads to the destination: choose another file for invalid ${plan.items}.`,
		);
	}
	return {...plan, destination, invalidFile};
};

/** See `export-items.ts`, which loads this file on use. */
export const exportToFile = async <Item>(
	walk: WalkPlan<Item>,
	given: ExportPlan,
	{timing, removeTrace = files.remove}: ExportMeans,
): Promise<ExportSummary> => {
	const {destination, settings, onProgress} = given;
	try {
		const plan = await resolvePlan(given);
		const target = createFileTarget(plan, timing);
		const {checkpoint, reason, resumedFrom} = await exportTo(walk, target, (reached, from) =>
			onProgress(progressOf(reached, from)),
		);
		// The last trace: until here, a run that is resumed would say that all is done.
		await removeTrace(workPaths(plan.destination).done);
		const {format} = settings;
		return {...progressOf(checkpoint, resumedFrom), destination: namedBy(destination), format, reason};
	} catch (error) {
		// Named as it is where a link leads to it, and the files beside it are.
		const path = await resolveFile(destination).catch(() => destination);
		return orThrow(destinationErrorOf(error, namedBy(path)));
	}
};
