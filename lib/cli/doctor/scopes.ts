import type {AnyList} from '../../core/list.ts';
import {datasphereDocuments} from '../../lists/datasphere/index.ts';
import {faxLogs} from '../../lists/fax/index.ts';
import {messagingLogs} from '../../lists/messaging/index.ts';
import {projects} from '../../lists/projects/index.ts';
import {phoneNumbers} from '../../lists/relay/index.ts';
import {rooms} from '../../lists/video/rooms.ts';
import {voiceLogs} from '../../lists/voice/index.ts';

/** For each scope that a token may have a list that needs it alone, and no parent. Rooms are asked for first. */
export const listsByScope: readonly AnyList[] = [
	rooms,
	voiceLogs,
	messagingLogs,
	faxLogs,
	phoneNumbers,
	datasphereDocuments,
	projects,
];
