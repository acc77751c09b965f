import type {WalkPlan} from '../pagination/plan-walk.ts';
import {type Destination, hiddenBehind, hideBehind} from './destination.ts';
import type {ExportSummary} from './export-options.ts';
import type {DestinationPlan, ElsewherePlan} from './export-plan.ts';

/** Exports a listing to a place that is no file. */
type ExportsTo = <Item>(walk: WalkPlan<Item>, plan: DestinationPlan) => Promise<ExportSummary>;

/** A place that rows can go to, by who knows how to write there. */
export const defineDestination = (format: Destination['format'], exportsTo: ExportsTo): Destination =>
	hideBehind(format, exportsTo);

export const exportElsewhere = <Item>(walk: WalkPlan<Item>, plan: ElsewherePlan): Promise<ExportSummary> =>
	(hiddenBehind(plan.destination) as ExportsTo)(walk, plan);
