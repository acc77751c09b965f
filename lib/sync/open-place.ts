import {isPostgresAddress} from '../export/postgres/options.ts';
import type {Place} from './place.ts';
import type {Plan} from './plan.ts';

/** Opens the target of a plan. */
export const openPlace = async ({target, schema}: Pick<Plan, 'target' | 'schema'>): Promise<Place> => {
	// Loaded on use: who writes files pays nothing for databases.
	if (isPostgresAddress(target)) return (await import('./postgres-place.ts')).openPostgresPlace(target, schema);
	return (await import('./folder-place.ts')).openFolderPlace(target);
};
