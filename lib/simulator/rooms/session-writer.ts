import {layouts} from '../../lists/layouts.ts';
import {hashOf} from '../seed/hash.ts';
import {createIdentity} from '../seed/identity.ts';
import {lazyTable} from '../seed/lazy-table.ts';
import {sampleDisplayNames} from '../seed/sample-texts.ts';
import {type BinaryText, toFragment} from './binary-text.ts';

interface SessionTemplate {
	readonly hasId: boolean;
	readonly hasRoomId: boolean;
	readonly hasPreview: boolean;
	/** The fields that depend on no room. */
	readonly fragment: BinaryText;
}

const templateCount = 256;

const previewFolder = 'https://example.signalwire.com/api/video/room_sessions/';

const time = (hash: number): Date => new Date(Date.UTC(2025, 5, 30) + (hash % 86_400) * 1000);

const timeText = (date: Date): string => date.toISOString().replace('.000Z', 'Z');

const fieldsOf = (hash: number, status: string): Record<string, unknown> => {
	const started = time(hash);
	const duration = 60 + (hash % 7200);
	const ended = status === 'completed';
	return {
		display_name: sampleDisplayNames[hash % sampleDisplayNames.length],
		join_from: '2022-01-01T00:00:00Z',
		join_until: '2026-12-31T23:59:59Z',
		remove_at: '2026-12-31T23:59:59Z',
		remove_after_seconds_elapsed: 60 * (1 + (hash % 120)),
		layout: layouts[(hash >>> 3) % layouts.length],
		max_members: 1 + ((hash >>> 5) % 300),
		fps: (hash & 1) === 0 ? 20 : 30,
		quality: (hash & 2) === 0 ? '720p' : '1080p',
		start_time: timeText(started),
		...(ended ? {end_time: timeText(new Date(started.getTime() + duration * 1000)), duration} : {}),
		status,
		record_on_start: (hash & 4) === 0,
		enable_room_previews: (hash & 8) === 0,
		audio_video_sync: (hash & 16) === 0,
	};
};

/** Every field of a session is optional: half of the templates lack some. */
const withGaps = (fields: Record<string, unknown>, hash: number): object =>
	(hash & 32) === 0
		? fields
		: Object.fromEntries(Object.entries(fields).filter((_, index) => hashOf(hash, index, 7) % 4 !== 0));

const templateOf = (index: number, status?: string): SessionTemplate => {
	const hash = hashOf(index, 8) >>> 0;
	const fields = fieldsOf(hash, status ?? (hash % 5 === 0 ? 'completed' : 'in-progress'));
	return {
		hasId: hash % 13 !== 0,
		hasRoomId: hash % 11 !== 0,
		hasPreview: (hash & 8) === 0,
		fragment: toFragment(status === undefined ? withGaps(fields, hash) : fields),
	};
};

const ordinaryTemplate = lazyTable(index => templateOf(index));
const futureTemplate = lazyTable(index => templateOf(index, 'archived'));

/** Writes `active_session` as it stands in a room's JSON, or nothing. */
export type WriteSession = (number: number, hash: number, roomId: string, future: boolean) => BinaryText;

/** Of eight rooms three have a session, two say `null`, three do not mention it. */
export const createSessionWriter = (seed: number): WriteSession => {
	const sessions = createIdentity(seed, 2);
	return (number, hash, roomId, future) => {
		const kind = hash & 7;
		if (kind > 4) return '';
		if (kind > 2) return ',"active_session":null';
		const index = (hash >>> 3) & (templateCount - 1);
		if (index === 0) return ',"active_session":{}';
		const template = (future ? futureTemplate : ordinaryTemplate)(index);
		const id = sessions.of(number);
		const idField = template.hasId ? `"id":"${id}",` : '';
		const roomField = template.hasRoomId ? `"room_id":"${roomId}",` : '';
		const preview = template.hasPreview ? `,"preview_url":"${previewFolder}${id}/preview"` : '';
		return `,"active_session":{${idField}${roomField}"name":"session-${number}"${template.fragment}${preview}}`;
	};
};
