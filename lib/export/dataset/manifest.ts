import * as E from 'fp-ts/lib/Either.js';
import * as t from 'io-ts';
import {reasonsOf} from '../../core/decode-reasons.ts';
import {count} from '../checkpoint.ts';
import {DestinationFailure} from '../destination-failure.ts';
import {files} from '../files/files.ts';
import {namedBy} from './dataset-paths.ts';

/** Bump when a manifest means something else than before. */
export const manifestVersion = 1;

const file = t.type({name: t.string, rows: count, bytes: count, sha256: t.string});

const partition = t.type({
	/** Below that of the dataset. */
	folder: t.string,
	files: t.readonlyArray(file),
	/** When it was last written with other rows than before. */
	written: t.string,
});

/** A listing whose rows are in a dataset. */
const source = t.type({
	/** The folders that it fills, with `*` for any. */
	folders: t.string,
	project: t.string,
	baseUrl: t.string,
	endpoint: t.string,
	query: t.string,
	/** Rows of its last run, and when that was complete. */
	rows: count,
	listed: t.string,
});

const manifestCodec = t.type({
	version: t.literal(manifestVersion),
	list: t.string,
	partitionBy: t.string,
	rows: count,
	bytes: count,
	sources: t.readonlyArray(source),
	partitions: t.readonlyArray(partition),
});

/** A file of a partition. */
export interface DataFile extends t.TypeOf<typeof file> {}

/** A folder of files, all of whose rows have the same values in the columns that a dataset is parted by. */
export interface Partition extends t.TypeOf<typeof partition> {}

export interface Source extends t.TypeOf<typeof source> {}

/** What a dataset holds, as of the last run that was complete. It holds no secrets. */
export interface Manifest extends t.TypeOf<typeof manifestCodec> {}

/** Undefined when there is none; what is no manifest is refused, never guessed at. */
export const readManifest = async (path: string): Promise<Manifest | undefined> => {
	const text = await files.readText(path);
	if (text === undefined) return undefined;
	const refuse = (reason: string): never => {
		throw new DestinationFailure(
			`The manifest ${path} cannot be used: ${reason}. Move ${namedBy(path)} away, or choose another folder.`,
		);
	};
	let json: unknown;
	try {
		json = JSON.parse(text);
	} catch {
		return refuse('it is not JSON');
	}
	const decoded = manifestCodec.decode(json);
	return E.isRight(decoded) ? decoded.right : refuse(reasonsOf(decoded.left).join('; '));
};

const sumOf = (partitions: readonly Partition[], what: 'rows' | 'bytes'): number =>
	partitions.flatMap(({files}) => files).reduce((sum, file) => sum + file[what], 0);

/** The same text whatever the order in which partitions and sources are given, so far as their times are. */
export const manifestText = (manifest: Omit<Manifest, 'version' | 'rows' | 'bytes'>): string => {
	const {list, partitionBy} = manifest;
	const byName = <Named>(all: readonly Named[], nameOf: (named: Named) => string) =>
		[...all].sort((one, other) => (nameOf(one) < nameOf(other) ? -1 : 1));
	const partitions = byName(manifest.partitions, ({folder}) => folder);
	const sources = byName(manifest.sources, ({folders}) => folders);
	const [rows, bytes] = [sumOf(partitions, 'rows'), sumOf(partitions, 'bytes')];
	const whole: Manifest = {version: manifestVersion, list, partitionBy, rows, bytes, sources, partitions};
	return `${JSON.stringify(whole, undefined, '\t')}\n`;
};
