import {describe, expect, it} from '@jest/globals';
import {allLists} from '../../lib/lists/find-list.ts';
import {mayBeNull} from '../../lib/sync/may-be-null.ts';

describe('lists that can be asked for a time', () => {
	it('are the logs and those of LaML, of which two have items without that time', () => {
		const filtered = allLists.flatMap(({list}) => (list.timeFilter ? [{list, field: list.timeFilter.field}] : []));
		const names = filtered.map(({list, field}) => `${list.name}${mayBeNull(list.item, field) ? ' or null' : ''}`);
		expect(names.sort()).toEqual([
			'calls or null',
			'conference_recordings',
			'fax_logs',
			'faxes',
			'laml_conferences',
			'laml_recordings',
			'logs_conferences',
			'message_media',
			'messages or null',
			'messaging_logs',
			'transcriptions',
			'video_logs',
			'voice_logs',
		]);
	});
});
