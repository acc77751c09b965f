import {createHash} from 'node:crypto';
import * as E from 'fp-ts/lib/Either.js';
import * as t from 'io-ts';
import {reasonsOf} from '../core/decode-reasons.ts';
import {noDifferences} from '../pagination/differences.ts';
import {DestinationFailure} from './destination-failure.ts';
import {newName} from './export-paths.ts';
import {replaceWhole} from './files/durable.ts';
import {files} from './files/files.ts';
import {formatNames} from './formats/format.ts';

/** Bump when a checkpoint means something else than before. */
const checkpointVersion = 3;

const count = t.refinement(t.number, value => Number.isSafeInteger(value) && value >= 0, 'a whole number');

const first = t.type({page: count, index: count});
const difference = t.intersection([
	t.type({field: t.string, expected: t.string, count, first}),
	t.partial({got: t.string}),
]);
const innerNames = [first, ...difference.types].flatMap(({props}) => Object.keys(props));

const fields = t.type({
	version: t.literal(checkpointVersion),
	/** What is exported: a checkpoint continues this and nothing else. */
	endpoint: t.string,
	baseUrl: t.string,
	query: t.string,
	format: t.keyof(
		Object.fromEntries(formatNames.map(name => [name, null])) as Record<(typeof formatNames)[number], null>,
	),
	gzip: t.boolean,
	escapeFormulas: t.boolean,
	bom: t.boolean,
	prune: t.boolean,
	/** What stood at the destination when the export began; null for nothing. */
	replaces: t.union([t.string, t.null]),
	/** Whether that is brought up to date rather than replaced; SQLite only. */
	refreshes: t.boolean,
	/** Where the walk goes on, also where a limit has ended it; null when it has reached its end. */
	cursor: t.union([t.string, t.null]),
	/** Where invalid items go, as seen from the destination; null when they never went anywhere. */
	invalidFile: t.union([t.string, t.null]),
	/** What stood there when the export was first told of it; null for nothing. */
	invalidReplaces: t.union([t.string, t.null]),
	/** What of the partial file is on the disk. */
	bytes: count,
	rows: count,
	/** The SHA-256 of those bytes; of compressed ones also what is needed to go on. */
	mark: t.string,
	/** Rows with an id, which are in the file of ids. */
	ids: count,
	/** The SHA-256 of so much of the file of ids. */
	seenMark: t.string,
	/** What of the file of invalid items is on the disk. */
	invalidBytes: count,
	pages: count,
	/** The limits that count over all runs, the latest that were given; null for none. */
	maxItems: t.union([count, t.null]),
	maxPages: t.union([count, t.null]),
	duplicates: count,
	invalid: count,
	withoutKey: count,
	/** What was kept although it differs from the documentation. */
	differing: count,
	differences: t.readonlyArray(difference),
	retries: count,
	/** Milliseconds that earlier runs took. */
	elapsed: count,
	/** Size of the complete file, once there is one that waits for its name. */
	finishedBytes: t.union([count, t.null]),
});

const checkpointCodec = t.exact(fields, 'a checkpoint');

/** How far an export has come. It holds no secrets. */
export interface Checkpoint extends t.TypeOf<typeof checkpointCodec> {}

/** What must be the same for an export to be continued. */
export type ExportIdentity = Pick<
	Checkpoint,
	'endpoint' | 'baseUrl' | 'query' | 'format' | 'gzip' | 'escapeFormulas' | 'bom' | 'prune'
>;

export const startCheckpoint = (
	identity: ExportIdentity,
	cursor: string,
	{replaces, refreshes}: Pick<Checkpoint, 'replaces' | 'refreshes'>,
): Checkpoint => ({
	version: checkpointVersion,
	...identity,
	replaces,
	refreshes,
	cursor,
	invalidFile: null,
	invalidReplaces: null,
	bytes: 0,
	rows: 0,
	mark: '',
	ids: 0,
	seenMark: '',
	invalidBytes: 0,
	pages: 0,
	maxItems: null,
	maxPages: null,
	duplicates: 0,
	invalid: 0,
	withoutKey: 0,
	...noDifferences,
	retries: 0,
	elapsed: 0,
	finishedBytes: null,
});

/**
 * Over every field, whatever the order and the white space: a number that a disk or a hand has changed would otherwise
 * cut the partial file in a wrong place, in silence.
 */
const digestOf = (checkpoint: Checkpoint): string =>
	createHash('sha256')
		.update(JSON.stringify(checkpoint, [...Object.keys(fields.props), ...innerNames].sort()))
		.digest('hex');

/** All or nothing, also in a power cut. */
export const writeCheckpoint = (path: string, checkpoint: Checkpoint): Promise<void> =>
	replaceWhole(
		path,
		newName(path),
		`${JSON.stringify({...checkpoint, digest: digestOf(checkpoint)}, undefined, '\t')}\n`,
	);

/** Of another version than this one's, where it says so. */
const foreignVersion = (json: unknown): number | undefined => {
	const version: unknown = Reflect.get(Object(json), 'version');
	return typeof version === 'number' && version !== checkpointVersion ? version : undefined;
};

/** Undefined when there is none; a file that is no checkpoint is refused, never guessed at. */
export const readCheckpoint = async (path: string): Promise<Checkpoint | undefined> => {
	const text = await files.readText(path);
	if (text === undefined) return undefined;
	const refuse = (reason: string): never => {
		throw new DestinationFailure(
			`The checkpoint ${path} cannot be used: ${reason}. Start again with overwrite (--overwrite).`,
		);
	};
	let json: unknown;
	try {
		json = JSON.parse(text);
	} catch {
		return refuse('it is not JSON');
	}
	const version = foreignVersion(json);
	if (version !== undefined) {
		return refuse(
			`it is of version ${version}, and this program writes version ${checkpointVersion}: go on with the other`,
		);
	}
	const decoded = checkpointCodec.decode(json);
	if (E.isLeft(decoded)) return refuse(reasonsOf(decoded.left).join('; '));
	const isUnchanged = Reflect.get(json as object, 'digest') === digestOf(decoded.right);
	return isUnchanged ? decoded.right : refuse('it is not as it was written, by its digest');
};

/** The names of what differs between an export and the checkpoint that it is to continue, each with both values. */
export const differences = (checkpoint: Checkpoint, identity: ExportIdentity): readonly string[] =>
	(Object.keys(identity) as readonly (keyof ExportIdentity)[])
		.filter(name => checkpoint[name] !== identity[name])
		.map(name => `${name} was ${JSON.stringify(checkpoint[name])} and is now ${JSON.stringify(identity[name])}`);
