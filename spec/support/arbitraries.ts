import fc from 'fast-check';
import type {BaseAddress} from '../../lib/core/base-address.ts';
import type {RequestDescriptor} from '../../lib/core/request-descriptor.ts';
import type {RoomsQuery} from '../../lib/lists/video/rooms.ts';

const charactersOf = (characters: string): fc.Arbitrary<string> => fc.constantFrom(...characters);

/** Any 16 bits of a string: letters, control characters, halves of surrogate pairs. */
export const anyCodeUnit = fc
	.oneof(
		{weight: 2, arbitrary: fc.integer({min: 0, max: 0xff})},
		{weight: 1, arbitrary: fc.integer({min: 0, max: 0xffff})},
	)
	.map(code => String.fromCharCode(code));

const hexDigit = charactersOf('0123456789abcdefABCDEF');

/** What may stand in a URL's query as it is, and percent-encoded bytes that need not be UTF-8. */
const queryCharacter = fc.oneof(
	{weight: 6, arbitrary: charactersOf('abcXYZ019-._~!$()*,;:@/?[]{}|^`+=&')},
	{weight: 1, arbitrary: fc.tuple(hexDigit, hexDigit).map(([high, low]) => `%${high}${low}`)},
);

/** An encoded query, as a server may hand it out in a link: nothing in it that a URL parser would change. */
export const encodedQuery = fc.string({unit: queryCharacter, maxLength: 60});

export const endpointPath = fc.constantFrom('/api/video/rooms', '/api/video/logs', '/list', '/a/b/c/d');

export const requestDescriptor: fc.Arbitrary<RequestDescriptor> = fc.record({
	method: fc.constant('GET' as const),
	path: endpointPath,
	query: encodedQuery,
});

export const baseAddress: fc.Arbitrary<BaseAddress> = fc.record({
	origin: fc.constantFrom(
		'https://example.signalwire.com',
		'https://example.signalwire.com:8443',
		'http://127.0.0.1:4010',
		'http://[::1]:4010',
	),
	prefix: fc.constantFrom('', '/gateway', '/gate/way', '/api'),
});

const separators = ['/', '//', '///', '\\', '/\\', '\\\\', '', '/./', '/../', '/%2e%2e/', '/.%2E/', '/%2F/', '@', ':'];
const hosts = [
	'example.signalwire.com',
	'EXAMPLE.SignalWire.com',
	'example.signalwire.com.',
	'example.signalwire.com.evil.test',
	'example.signalwire.com@evil.test',
	'user:password@example.signalwire.com',
	'example.signalwire.com:443',
	'example.signalwire.com:80',
	'example.signalwire.com:8443',
	'evil.test',
	'evil.test#example.signalwire.com',
	'evil.test?example.signalwire.com',
	'127.0.0.1:4010',
	'2130706433:4010',
	'[::1]:4010',
	'ex\u00adample.signalwire.com',
];
const schemes = [
	'https:',
	'http:',
	'HTTPS:',
	'hTTp:',
	'javascript:',
	'data:',
	'file:',
	'blob:https:',
	'ftp:',
	'ws:',
	'',
];
const paths = [
	'api/video/rooms',
	'API/VIDEO/ROOMS',
	'api/video/rooms/',
	'api/video/rooms/secret',
	'api/video/%72ooms',
	'api/video/rooms;a=b',
	'gateway/api/video/rooms',
	'gateway/gateway/api/video/rooms',
	'gate/way/api/video/rooms',
	'api/api/video/rooms',
	'x/../api/video/rooms',
	'x/%2e%2e/api/video/rooms',
	'rooms',
	'list',
	'..',
	'',
];
const endings = [
	'',
	'?page=2',
	'?page_number=1&page_token=PA1',
	'#fragment',
	'?',
	'\r\nHost: evil.test',
	'\t',
	' ',
	'\0',
];

/** Links put together from pieces that URL parsers are known to stumble over, and from plain noise. */
export const adversarialLink: fc.Arbitrary<string> = fc.oneof(
	fc
		.tuple(
			fc.constantFrom(...schemes),
			fc.constantFrom(...separators),
			fc.oneof(fc.constantFrom(...hosts), fc.constant('')),
			fc.constantFrom(...separators),
			fc.constantFrom(...paths),
			fc.constantFrom(...endings),
		)
		.map(pieces => pieces.join('')),
	fc.string({unit: anyCodeUnit, maxLength: 40}),
	fc
		.tuple(fc.constantFrom(...separators), fc.string({unit: anyCodeUnit, maxLength: 10}))
		.map(pieces => pieces.join('')),
);

const twoDigits = (number: number): string => String(number).padStart(2, '0');

/** Valid RFC 3339 date-times of every offset, with and without a fraction. */
export const rfc3339Text: fc.Arbitrary<string> = fc
	.tuple(
		fc.date({min: new Date('0000-01-01T00:00:00Z'), max: new Date('9999-12-31T23:59:59Z'), noInvalidDate: true}),
		fc.constantFrom('', '.5', '.123456789'),
		fc.oneof(
			fc.constantFrom('Z', 'z'),
			fc
				.tuple(fc.constantFrom('+', '-'), fc.integer({min: 0, max: 23}), fc.integer({min: 0, max: 59}))
				.map(([sign, hours, minutes]) => `${sign}${twoDigits(hours)}:${twoDigits(minutes)}`),
		),
		fc.constantFrom('T', 't', ' '),
	)
	.map(([date, fraction, offset, separator]) => {
		const [day = '', time = ''] = date.toISOString().split('T');
		return `${day}${separator}${time.slice(0, 8)}${fraction}${offset}`;
	});

const dateValue = fc.oneof(
	fc.date({min: new Date('0000-01-01T00:00:00Z'), max: new Date('9999-12-31T23:59:59.999Z'), noInvalidDate: true}),
	rfc3339Text,
	rfc3339Text.map(text => text.slice(0, 10)),
);

/** Every query that the documentation of `GET /api/video/rooms` allows. */
export const roomsQuery: fc.Arbitrary<RoomsQuery> = fc.record(
	{
		include_active_session: fc.boolean(),
		starts_after: dateValue,
		ends_before: dateValue,
		page_number: fc.integer({min: 0, max: 2_147_483_647}),
		page_size: fc.integer({min: 1, max: 1000}),
		page_token: fc.string({unit: charactersOf('PAabf0123456789-_.~=+/&%'), minLength: 1, maxLength: 60}),
	},
	{requiredKeys: ['page_token']},
);

/** Project IDs and API tokens: printable, without white space, long enough not to occur by chance. */
export const credential: fc.Arbitrary<string> = fc.string({
	unit: charactersOf('PTabcdef0123456789-_.~/+=&%"\'\\<>'),
	minLength: 16,
	maxLength: 50,
});
