import {expect, it} from '@jest/globals';
import type {ActiveSession, Room, RoomsQuery} from '../../../lib/lists/video/rooms.ts';

/** True when two types are the same; `any` is the same as nothing but itself. */
type Same<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false;

/** The names of the fields that may be left out. */
type OptionalKeys<T> = {[Key in keyof T]-?: object extends Pick<T, Key> ? Key : never}[keyof T];

/** The type checker compares; at run time there is nothing left to compare. */
const holds = <Checks extends Readonly<Record<string, true>>>(checks: Checks): void => {
	expect(Object.values(checks).every(Boolean)).toBe(true);
};

type OpenString<Known extends string> = Known | (string & {});

type Quality = OpenString<'720p' | '1080p'>;

type Layout = OpenString<
	| 'grid-responsive'
	| 'grid-responsive-mobile'
	| 'highlight-1-responsive'
	| '1x1'
	| '2x1'
	| '2x2'
	| '5up'
	| '3x3'
	| '4x4'
	| '5x5'
	| '6x6'
	| '8x8'
	| '10x10'
>;

interface ExpectedRoom {
	id: string;
	name: string;
	display_name: string | null;
	description: string | null;
	max_members: number;
	quality: Quality;
	fps: number;
	join_from: string | null;
	join_until: string | null;
	remove_at: string | null;
	remove_after_seconds_elapsed: number | null;
	layout: Layout;
	record_on_start: boolean;
	tone_on_entry_and_exit: boolean;
	room_join_video_off: boolean;
	user_join_video_off: boolean;
	enable_room_previews: boolean | null;
	sync_audio_video: boolean | null;
	meta: {[key: string]: unknown} | null;
	prioritize_handraise: boolean;
	created_at: string;
	updated_at: string;
}

interface ExpectedSession {
	id: string | null;
	room_id: string | null;
	name: string | null;
	display_name: string | null;
	join_from: string | null;
	join_until: string | null;
	remove_at: string | null;
	remove_after_seconds_elapsed: number | null;
	layout: Layout | null;
	max_members: number | null;
	fps: 20 | 30 | (number & {}) | null;
	quality: Quality | null;
	start_time: string | null;
	end_time: string | null;
	duration: number | null;
	status: OpenString<'in-progress' | 'completed'> | null;
	record_on_start: boolean | null;
	enable_room_previews: boolean | null;
	preview_url: string | null;
	audio_video_sync: boolean | null;
}

interface ExpectedQuery {
	include_active_session: boolean | undefined;
	starts_after: string | Date | undefined;
	ends_before: string | Date | undefined;
	page_number: number | undefined;
	page_size: number | undefined;
	page_token: string | undefined;
}

/** Field by field: an interface made from an intersection is never the same type as one written out. */
type Fields<T> = {[Key in keyof T]-?: T[Key]};
type SameFields<Actual, Expected> = Same<Fields<Actual>, Fields<Expected>>;

it('a room has the documented fields, nullable as documented, and perhaps an active session', () => {
	holds<{
		fields: SameFields<Omit<Room, 'active_session'>, ExpectedRoom>;
		optional: Same<OptionalKeys<Room>, 'active_session'>;
		session: SameFields<NonNullable<Room['active_session']>, ExpectedSession>;
		orNull: null extends Room['active_session'] ? true : false;
	}>({fields: true, optional: true, session: true, orNull: true});
});

it('an active session has the documented fields, each perhaps missing or null', () => {
	holds<{
		fields: SameFields<ActiveSession, ExpectedSession>;
		optional: Same<OptionalKeys<ActiveSession>, keyof ExpectedSession>;
	}>({fields: true, optional: true});
});

it('a query has the six documented parameters, each of which may be left out or undefined', () => {
	holds<{
		fields: Same<{[Key in keyof RoomsQuery]-?: RoomsQuery[Key] | undefined}, Readonly<ExpectedQuery>>;
		optional: Same<OptionalKeys<RoomsQuery>, keyof ExpectedQuery>;
		undefined: undefined extends RoomsQuery['page_size'] ? true : false;
	}>({fields: true, optional: true, undefined: true});
});
