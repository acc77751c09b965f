import * as option from '../../core/option.ts';
import {list, readFields} from '../checks.ts';
import type {Identity} from '../seed/identity.ts';
import {createSnapshot, type Snapshot} from './snapshot.ts';

export const maximalRooms = 100_000_000;

export const changeOptions = {
	/** How many rooms to create. Default 0. */
	create: option.wholeNumber({range: [0, maximalRooms], default: 0}),
	/** Rooms to delete: numbers (0 is the first of the listing at the start) or IDs. Default none. */
	delete: list((room: number | string) => room),
};

/**
 * Rooms that come and go. A room is named by its number or its ID.
 *
 * @interface
 */
export type PopulationChange = option.OptionsOf<typeof changeOptions>;

/** The rooms that exist, now and at earlier moments that tokens still refer to. */
export interface Population {
	readonly current: () => Snapshot;
	/** The snapshot of that version, or undefined if there was none or it is too old. */
	readonly at: (version: number) => Snapshot | undefined;
	/** Throws an Error that names the room if one to be deleted has never existed. Deleting twice is no error. */
	readonly change: (change: PopulationChange) => void;
}

/** Tokens older than this many changes are forgotten, as real ones are after a while. */
const keptVersions = 1000;

export const createPopulation = (rooms: number, numberOf: Identity['numberOf']): Population => {
	let current = createSnapshot({version: 0, initial: rooms, created: 0, deleted: []});
	const versions = new Map([[0, current]]);

	const change = ({create: given, delete: gone}: PopulationChange): void => {
		const {create, delete: removed} = readFields(changeOptions, {create: given, delete: gone}, 'a change');
		const created = current.created + create;
		if (rooms + created > maximalRooms) {
			throw new Error(`A space has at most ${maximalRooms} rooms, the created ones included.`);
		}
		const places = removed.map(room => {
			const number = typeof room === 'number' ? room : numberOf(room);
			if (number === undefined || !Number.isInteger(number) || number < 0 || number >= rooms + created) {
				throw new Error(`There is no room ${JSON.stringify(room)} to delete.`);
			}
			return current.placeOf(number);
		});
		const deleted = [...new Set([...current.deleted, ...places])].sort((one, other) => one - other);
		current = createSnapshot({version: current.version + 1, initial: rooms, created, deleted});
		versions.set(current.version, current);
		versions.delete(current.version - keptVersions);
	};

	return {current: () => current, at: version => versions.get(version), change};
};
