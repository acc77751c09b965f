import type {WalkPlan} from '../pagination/plan-walk.ts';
import type {ExportSummary} from './export-options.ts';
import type {DestinationPlan, ElsewherePlan} from './export-plan.ts';

/**
 * A place for rows that is no file: `postgres()` of `signalwire-paginate/postgres` makes one. It shows no secrets, however
 * it is printed.
 */
export interface Destination {
	/** What kind of place it is. */
	readonly format: 'postgres';
}

/** Exports a listing there. */
type ExportsTo = <Item>(walk: WalkPlan<Item>, plan: DestinationPlan) => Promise<ExportSummary>;

/** Beside the object rather than in it, so that neither printing nor copying one shows how to connect. */
const internals = new WeakMap<object, ExportsTo>();

export const defineDestination = (format: Destination['format'], exportsTo: ExportsTo): Destination => {
	const destination: Destination = Object.freeze({format});
	internals.set(destination, exportsTo);
	return destination;
};

/** Whether it is a place for rows. */
export const isDestination = (value: unknown): value is Destination =>
	typeof value === 'object' && value !== null && internals.has(value);

export const exportElsewhere = <Item>(walk: WalkPlan<Item>, plan: ElsewherePlan): Promise<ExportSummary> =>
	(internals.get(plan.destination) as ExportsTo)(walk, plan);
