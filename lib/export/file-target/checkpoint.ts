import {createHash} from 'node:crypto';
import * as E from 'fp-ts/lib/Either.js';
import * as t from 'io-ts';
import {reasonsOf} from '../../core/decode-reasons.ts';
import {count, type Listed, progressFields, startOf} from '../checkpoint.ts';
import {DestinationFailure} from '../destination-failure.ts';
import {replaceWhole} from '../files/durable.ts';
import {files} from '../files/files.ts';
import type {ColumnType} from '../formats/fields.ts';
import {type Format, type FormatOptions, type FormatSettings, formatNames, ownOptions} from '../formats/formats.ts';
import {newName} from './paths.ts';

/** Bump when a checkpoint means something else than before. */
const checkpointVersion = 5;

const settingsFields = {
	format: t.keyof(Object.fromEntries(formatNames.map(name => [name, null])) as Record<Format, null>),
	gzip: t.boolean,
	partitionBy: t.string,
	...(Object.fromEntries(
		ownOptions.map(({option, usual}) => [option, usual === null ? t.union([t.string, t.null]) : t.boolean]),
	) as unknown as {readonly [Option in keyof FormatOptions]: t.Type<FormatOptions[Option]>}),
};

const columnTypes: Readonly<Record<ColumnType, null>> = {
	string: null,
	boolean: null,
	integer: null,
	number: null,
	timestamp: null,
	rfc2822: null,
	json: null,
};

const fields = t.type({
	version: t.literal(checkpointVersion),
	...progressFields,
	...settingsFields,
	/** The columns that a header names, which stands at the top already; empty for a format without one. */
	columns: t.string,
	/** Whose items a dataset is given, whose partitions may bear the name; empty for a file. */
	project: t.string,
	/** What stood at the destination when the export began; null for nothing. */
	replaces: t.union([t.string, t.null]),
	/** Whether that is brought up to date rather than replaced. */
	refreshes: t.boolean,
	/** Where invalid items go, as seen from the destination; null when they never went anywhere. */
	invalidFile: t.union([t.string, t.null]),
	/** What stood there when the export was first told of it; null for nothing. */
	invalidReplaces: t.union([t.string, t.null]),
	/** What the fields of the first items hold, where the list does not tell it; null where it does, and before them. */
	firstFields: t.union([t.record(t.string, t.keyof(columnTypes)), t.null]),
	/** What of the partial file is on the disk. */
	bytes: count,
	/** The SHA-256 of those bytes; of compressed ones also what is needed to go on. */
	mark: t.string,
	/** Rows with an id, which are in the file of ids. */
	ids: count,
	/** The SHA-256 of so much of the file of ids. */
	seenMark: t.string,
	/** What of the file of invalid items is on the disk. */
	invalidBytes: count,
	/** Size of the complete file, once there is one that waits for its name. */
	finishedBytes: t.union([count, t.null]),
	/** Size of the files that are put into their places just before that; null where there are no others. */
	releasedBytes: t.union([count, t.null]),
});

const checkpointCodec = t.exact(fields, 'a checkpoint');

/** How far an export to a file has come. */
export interface FileCheckpoint extends t.TypeOf<typeof checkpointCodec> {}

/** What must be the same for an export to be continued. */
export type ExportIdentity = Listed & FormatSettings & Pick<FileCheckpoint, 'columns' | 'project'>;

export const startCheckpoint = (
	identity: ExportIdentity,
	cursor: string,
	{replaces, refreshes}: Pick<FileCheckpoint, 'replaces' | 'refreshes'>,
): FileCheckpoint => ({
	version: checkpointVersion,
	...startOf(identity, cursor),
	...identity,
	replaces,
	refreshes,
	invalidFile: null,
	invalidReplaces: null,
	firstFields: null,
	bytes: 0,
	mark: '',
	ids: 0,
	seenMark: '',
	invalidBytes: 0,
	finishedBytes: null,
	releasedBytes: null,
});

/**
 * Over every field, whatever the order and the white space: a number that a disk or a hand has changed would otherwise
 * cut the partial file in a wrong place, in silence.
 */
const digestOf = (given: FileCheckpoint): string => {
	const checkpoint = checkpointCodec.encode(given);
	const names = new Set<string>();
	JSON.stringify(checkpoint, (name, value) => {
		names.add(name);
		return value;
	});
	return createHash('sha256')
		.update(JSON.stringify(checkpoint, [...names].sort()))
		.digest('hex');
};

/** All or nothing, also in a power cut: then perhaps the one before, of which all is there too, as files only grow. */
export const writeCheckpoint = (path: string, checkpoint: FileCheckpoint): Promise<void> =>
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
export const readCheckpoint = async (path: string): Promise<FileCheckpoint | undefined> => {
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
