import {roomAt} from './server.ts';

/** Fields of rooms as JSON texts: what goes through `JSON.stringify` could not be sent. */
const hard: ReadonlyArray<Readonly<Record<string, string>>> = [
	...['"A\\ud800"', '"A\\ud801"', '"\\"A\\\\ud800\\""', '"A"', '"\\udc00"', '"\\"\\ud800"', '"nul\\u0000"'].map(id => ({
		id,
	})),
	...[
		'"x\\ud800"',
		'"x\\ud801"',
		'"\\udfff y"',
		'"\\ud83d\\ude00"',
		'"\\\\ud800"',
		'"a\\u0000b"',
		'"\\r"',
		'"\\u2028"',
	].map(display_name => ({display_name})),
	...[
		...['{"a":"\\ud800"}', '{"a":{"b":["\\udc00",{"c":1}]}}', '{"\\ud800":1,"\\ud801":2}', '{"a":"\\\\ud800"}', '{}'],
		...['{"a":1e400}', '{"a":[-1e309,[-0,{"b":123456789012345678901234567890}]]}', '{"a":0.12345678901234567890}'],
		...[
			'{"__proto__":{"a":1e-400}}',
			'{"a":"\\ud800","b":1e400}',
			'{"a":"1e400","b":null}',
			'{"1":-0,"0":9007199254740993}',
		],
	].map(meta => ({meta})),
	...['1e400', '-1e400', '-0', '9007199254740993', '1e-400', '1.5', '1E400', '0.1000000000000000055'].map(
		max_members => ({max_members}),
	),
	...[
		...[
			'2026-02-30T00:00:00Z',
			'2026-04-31T10:00:00Z',
			'2026-01-01T24:00:00Z',
			'2016-12-31T23:59:60Z',
			'0000-01-01T00:00:00Z',
		],
		...[
			'2026-01-01t00:00:00z',
			'2026-01-01T00:00:00+01:00',
			'+012026-01-01T00:00:00Z',
			'soon',
			'2026-01-01T00:00:00\\ud800Z',
		],
		...['2026-01-01T00:00:00.000001Z', '9999-12-31T23:59:59.999Z', '2024-02-29T00:00:00.000Z'],
	].map(time => ({join_from: `"${time}"`})),
	...['{}', 'null', '{"id":null}', '{"name":"\\ud800"}', '{"fps":1e400,"brand_new":-0}', '{"meta":{"a":1e400}}'].map(
		active_session => ({active_session}),
	),
	{brand_new: '1e400'},
	{brand_new: '{"a":["\\ud800"]}'},
	JSON.parse('{"__proto__": "-0"}'),
	{brand_new: 'null'},
];
/** One whose fields are these, and else as all others. */
export const room = (fields: Readonly<Record<string, string>>, index: number): string => {
	const all = Object.entries(roomAt(index)).map(([key, value]) => [key, JSON.stringify(value)] as const);
	const merged = new Map([...all, ...Object.entries(fields)]);
	return `{${[...merged].map(([key, json]) => `${JSON.stringify(key)}:${json}`).join(',')}}`;
};

/** Rooms whose values are hard to keep, as JSON texts. */
export const hardRooms: readonly string[] = hard.map(room);
