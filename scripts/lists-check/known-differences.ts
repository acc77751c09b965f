import type {KnownDifference} from './check.ts';

const ofSession = 'a session that is on has no end, and what has no value may be sent as null';

/** Where the catalogue says otherwise than SignalWire's descriptions on purpose. */
export const knownDifferences: readonly KnownDifference[] = [
	{difference: 'rooms, item.active_session*: may be null here, never in the description', because: ofSession},
	{
		difference: 'video_conferences, item.active_session*: may be null here, never in the description',
		because: ofSession,
	},
	{
		difference: 'fabric_resources, item|14.type: the value "* is *',
		because: 'conference rooms are described as "swml_script" there, and as "video_room" in the list of their own',
	},
];
