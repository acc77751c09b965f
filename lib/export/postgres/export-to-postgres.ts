import * as E from 'fp-ts/lib/Either.js';
import {orThrow} from '../../pagination/pagination-error.ts';
import type {WalkPlan} from '../../pagination/plan-walk.ts';
import {DestinationFailure} from '../destination-failure.ts';
import {exportTo} from '../export.ts';
import type {ExportSummary} from '../export-options.ts';
import type {DestinationPlan} from '../export-plan.ts';
import {progressOf} from '../export-progress.ts';
import {connectToDatabase} from './connect.ts';
import type {PostgresSettings} from './options.ts';
import {createPostgresTarget, nameOf} from './postgres-target.ts';

/** Of a checkpoint in a database, which has no file that grows. */
const withoutBytes = {bytes: 0};

const codeOf = (cause: unknown): {readonly code?: string} => {
	const code: unknown = Reflect.get(Object(cause), 'code');
	return typeof code === 'string' && code !== '' ? {code} : {};
};

/** See `postgres()`. */
export const exportToPostgres = async <Item>(
	walk: WalkPlan<Item>,
	plan: DestinationPlan,
	settings: PostgresSettings,
): Promise<ExportSummary> => {
	try {
		const session = await connectToDatabase(settings.connectionString);
		const target = createPostgresTarget(session, settings, plan);
		const {checkpoint, reason, resumedFrom} = await exportTo(walk, target, (reached, from) =>
			plan.onProgress(progressOf({...reached, ...withoutBytes}, from)),
		);
		const destination = nameOf(session, settings, walk.list);
		return {...progressOf({...checkpoint, ...withoutBytes}, resumedFrom), destination, format: 'postgres', reason};
	} catch (error) {
		if (!(error instanceof DestinationFailure)) throw error;
		const {message, cause} = error;
		return orThrow(E.left({kind: 'destination', message, cause, ...codeOf(cause)}));
	}
};
