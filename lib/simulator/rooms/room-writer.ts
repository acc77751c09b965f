import {hashOf, mix} from '../seed/hash.ts';
import {createIdentity} from '../seed/identity.ts';
import {type BinaryText, fromBinaryText} from './binary-text.ts';
import {joinSeedOf, joinWindow, joinWindowIndex} from './join-windows.ts';
import {
	futureFields,
	futureSettingsFragment,
	futureTextFragment,
	nameFragment,
	settingsFragment,
	textFragment,
} from './room-fragments.ts';
import {createSessionWriter} from './session-writer.ts';
import type {SimulatedRoom} from './simulated-room.ts';
import {stepMilliseconds, stepsPerDay, timestampFragment} from './time-texts.ts';

/** Room number n of the space: nothing about it is stored, all of it follows from the seed and n. */
export interface RoomWriter {
	/** The room's JSON, as UTF-8 bytes in a string. */
	readonly write: (number: number, withSession: boolean) => BinaryText;
	readonly read: (number: number, withSession: boolean) => SimulatedRoom;
	readonly idOf: (number: number) => string;
	readonly numberOf: (id: string) => number | undefined;
}

export interface RoomWriterOptions {
	readonly seed: number;
	/** How many rooms the space has at first: rooms numbered from here on are newer than those. */
	readonly rooms: number;
	readonly future: boolean;
}

const newestAtFirst = Date.UTC(2025, 5, 30, 12) / stepMilliseconds;

export const createRoomWriter = ({seed, rooms, future}: RoomWriterOptions): RoomWriter => {
	const identity = createIdentity(seed, 1);
	const writeSession = createSessionWriter(seed);
	const joinSeed = joinSeedOf(seed);
	const detailSeed = hashOf(seed, 9);

	const write = (number: number, withSession: boolean): BinaryText => {
		const id = identity.of(number);
		const first = mix(number ^ detailSeed);
		const second = mix(first + detailSeed);
		const third = mix(second ^ detailSeed);
		const isFuture = future && (third & 31) === 0;
		// Listings run from the newest room to the oldest.
		const createdAt = newestAtFirst - (number < rooms ? number : rooms - 1 - number);
		const updatedAt = createdAt + ((third >>> 5) & 31) * stepsPerDay + ((third >>> 10) & 15);
		return (
			`{"id":"${id}` +
			nameFragment(first & 15) +
			number +
			(isFuture ? futureTextFragment : textFragment)((first >>> 4) & 1023) +
			joinWindow(joinWindowIndex(joinSeed, number)).fragment +
			(isFuture ? futureSettingsFragment : settingsFragment)(second & 1023) +
			timestampFragment(createdAt, updatedAt) +
			(withSession ? writeSession(number, second >>> 12, id, isFuture) : '') +
			(isFuture ? `${futureFields}}` : '}')
		);
	};

	return {
		write,
		read: (number, withSession) => JSON.parse(fromBinaryText(write(number, withSession))),
		idOf: identity.of,
		numberOf: identity.numberOf,
	};
};
