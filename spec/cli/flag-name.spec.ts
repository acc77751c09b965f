import {describe, expect, it} from '@jest/globals';
import {flagName, kebabCase} from '../../lib/cli/flag-name.ts';

describe('the flag of a parameter', () => {
	it.each([
		['page_size', 'page-size'],
		['PageSize', 'page-size'],
		['documentId', 'document-id'],
		['ParentCallSid', 'parent-call-sid'],
		['From', 'from'],
		['StartTime', 'start-time'],
		['StartTime>', 'start-time-after'],
		['StartTime<', 'start-time-before'],
		['SIPAddress', 'sip-address'],
		['filter[name]', 'filter-name'],
	])('is in kebab-case: %s', (parameter, name) => {
		expect(kebabCase(parameter)).toBe(name);
	});

	it('gets query- in front where the name means something else already, however often', () => {
		expect(flagName('format', new Set(['format']))).toBe('query-format');
		expect(flagName('Format', new Set(['format', 'query-format']))).toBe('query-query-format');
		expect(flagName('formats', new Set(['format']))).toBe('formats');
	});
});
