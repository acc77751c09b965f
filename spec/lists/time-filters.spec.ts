import {describe, expect, it} from '@jest/globals';
import type * as t from 'io-ts';
import {shapeOf} from '../../lib/core/codec-shape.ts';
import {allLists} from '../../lib/lists/find-list.ts';

/** The codecs of a field in all forms that an item may have; undefined in a form that lacks it. */
const formsOfField = (codec: unknown, field: string): ReadonlyArray<t.Mixed | undefined> => {
	const shape = shapeOf(codec);
	switch (shape._tag) {
		case 'InterfaceType':
			return [shape.props[field]];
		case 'PartialType':
			return [undefined];
		case 'ReadonlyType':
		case 'ExactType':
			return formsOfField(shape.type, field);
		case 'UnionType':
			return shape.types.flatMap(type => formsOfField(type, field));
		case 'IntersectionType': {
			const found = shape.types.flatMap(type => formsOfField(type, field)).filter(form => form !== undefined);
			return found.length > 0 ? found : [undefined];
		}
		default:
			return [undefined];
	}
};

/** Whether a field of an item may be null or absent, by its codec. */
const mayBeNull = (item: t.Mixed, field: string): boolean =>
	formsOfField(item, field).some(form => form === undefined || form.is(null) || form.is(undefined));

describe('lists that can be asked for a time', () => {
	const filtered = allLists.flatMap(({list}) => (list.timeFilter ? [{...list, filter: list.timeFilter}] : []));

	it('are the logs and those of LaML, of which two have items without that time', () => {
		const names = filtered.map(({name, filter}) => `${name}${filter.mayBeNull ? ' or null' : ''}`);
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

	it.each(filtered)('say whether that time may be null as their items do: $name', ({item, filter}) => {
		expect(filter.mayBeNull === true).toBe(mayBeNull(item, filter.field));
	});
});
