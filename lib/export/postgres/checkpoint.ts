import * as E from 'fp-ts/lib/Either.js';
import * as t from 'io-ts';
import {reasonsOf} from '../../core/decode-reasons.ts';
import {progressFields} from '../checkpoint.ts';
import {DestinationFailure} from '../destination-failure.ts';

/** Bump when a checkpoint means something else than before. */
export const checkpointVersion = 1;

const checkpointCodec = t.exact(
	t.intersection([
		t.type({
			version: t.literal(checkpointVersion),
			...progressFields,
			/** Which export it is: its rows bear this mark. */
			run: t.string,
			/** Whether nothing is left to do. */
			isComplete: t.boolean,
		}),
		// Not known to those of earlier versions.
		t.partial({
			/** When its first run began, RFC 3339: what was listed is not older. */
			began: t.string,
		}),
	]),
	'a checkpoint',
);

/** How far an export to a database has come. */
export type PostgresCheckpoint = t.TypeOf<typeof checkpointCodec>;

/** What an earlier run left; refused where it is none, or of another version. */
export const readCheckpoint = (left: unknown, place: string): PostgresCheckpoint | undefined => {
	if (left === null || left === undefined) return undefined;
	const decoded = checkpointCodec.decode(left);
	if (E.isRight(decoded)) return decoded.right;
	throw new DestinationFailure(
		`The checkpoint of the export to ${place} cannot be used: ${reasonsOf(decoded.left).join('; ')}. Start again with overwrite (--overwrite).`,
	);
};
