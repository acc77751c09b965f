import {layouts} from '../../lists/layouts.ts';
import {hashOf, pick} from '../seed/hash.ts';
import {lazyTable} from '../seed/lazy-table.ts';
import {sampleMeta} from '../seed/sample-meta.ts';
import {sampleDescriptions, sampleDisplayNames, sampleNames} from '../seed/sample-texts.ts';
import {toBinaryText, toFragment} from './binary-text.ts';

/** False, true, or seldom null. */
const maybe = (hash: number): boolean | null => (hash % 16 === 0 ? null : hash % 2 === 0);

const ordinaryNames = sampleDisplayNames.slice(0, 12);

const textsOf = (hash: number): object => ({
	// Half are plain, as most are in life; the rest are what breaks careless readers.
	display_name: hash % 16 === 0 ? null : pick((hash & 1) === 0 ? ordinaryNames : sampleDisplayNames, hash >>> 5),
	description: (hash >>> 12) % 8 === 0 ? null : pick(sampleDescriptions, hash >>> 16),
});

const videoOf = (hash: number): object => ({
	max_members: 1 + (hash % 300),
	quality: pick(['720p', '1080p'], hash >>> 9),
	fps: pick([20, 30], hash >>> 11),
});

const settingsOf = (hash: number): object => ({
	layout: pick(layouts, hash >>> 14),
	record_on_start: (hash & 1) === 0,
	tone_on_entry_and_exit: (hash & 2) === 0,
	room_join_video_off: (hash & 4) === 0,
	user_join_video_off: (hash & 8) === 0,
	enable_room_previews: maybe(hash >>> 4),
	sync_audio_video: maybe(hash >>> 9),
});

const metaOf = (index: number, hash: number): object => ({
	meta: sampleMeta(index),
	prioritize_handraise: hash % 4 === 0,
});

/** What a later version of the API might send: values and fields that no documentation of today knows. */
const futureVideo = {max_members: 1000, quality: '2160p', fps: 60};
const futureLayout = {layout: 'constellation-responsive'};

/** Room JSON between the id and the number in the name. The index has 4 bits. */
export const nameFragment = lazyTable(index => toBinaryText(`","name":"${pick(sampleNames, index)}`));

/** From the end of the name to `fps`. The index has 10 bits: larger tables would not stay in the processor’s cache. */
export const textFragment = lazyTable(index => {
	const hash = hashOf(index, 10) >>> 0;
	return `"${toFragment({...textsOf(hash), ...videoOf(hashOf(hash, 11) >>> 0)})}`;
});

/** From `layout` to `prioritize_handraise`. The index has 10 bits. */
export const settingsFragment = lazyTable(index => {
	const hash = hashOf(index, 12) >>> 0;
	return toFragment({...settingsOf(hash), ...metaOf(index, hash >>> 18)});
});

export const futureTextFragment = lazyTable(
	index => `"${toFragment({...textsOf(hashOf(index, 10) >>> 0), ...futureVideo})}`,
);

export const futureSettingsFragment = lazyTable(index => {
	const hash = hashOf(index, 12) >>> 0;
	return toFragment({...settingsOf(hash), ...futureLayout, ...metaOf(index, hash >>> 18)});
});

export const futureFields = toFragment({captions: {enabled: true, languages: ['en', 'tlh']}, retention_days: null});
