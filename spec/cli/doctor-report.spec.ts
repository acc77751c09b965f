import {describe, expect, it} from '@jest/globals';
import type {Answered, Facts} from '../../lib/cli/doctor/facts.ts';
import {checksOf, reportText, verdictOf} from '../../lib/cli/doctor/report.ts';

const answered: Answered = {
	status: 200,
	contentType: 'application/json',
	took: 40,
	ahead: 100,
	quota: undefined,
};

const facts: Facts = {
	version: '1.2.3',
	runtime: {name: 'Node', version: '24.1.0', platform: 'linux x64'},
	packages: [],
	hasSqlite: true,
	settings: [{name: 'space', from: '--space', shown: 'https://example.signalwire.com'}],
	flaws: {},
	origin: 'https://example.signalwire.com',
	proxy: undefined,
	names: {host: 'example.signalwire.com', found: ['192.0.2.1', '192.0.2.2']},
	certificate: {
		subject: '*.signalwire.com',
		issuer: 'An authority',
		names: '*.signalwire.com',
		expires: '2030-01-01',
		daysLeft: 300,
		distrust: undefined,
	},
	trustsAnybody: false,
	trustsMore: false,
	asked: [{scope: 'Video', path: '/api/video/rooms', answered, error: undefined}],
};

const find = (changed: Partial<Facts>, name: string) =>
	checksOf({...facts, ...changed}).find(check => check.name === name);

describe('the report of the doctor', () => {
	it('is a line for each fact', () => {
		expect(reportText(checksOf(facts))).toBe(`ok  version      signalwire-paginate 1.2.3
ok  runtime      Node 24.1.0
ok  platform     linux x64
ok  node:sqlite  there
ok  space        https://example.signalwire.com, from --space
ok  proxy        none
ok  address      example.signalwire.com is 192.0.2.1, 192.0.2.2
ok  certificate  of *.signalwire.com, by An authority, until 2030-01-01
ok  answer       200, application/json, to /api/video/rooms
ok  credentials  accepted
ok  scope Video  yes
ok  clock        agrees with that of the server
ok  rate limit   answers tell none
ok  round trip   40 ms; 40 ms with a new connection

0 problems, 0 warnings; nothing above is secret.
`);
	});

	it('says below a line what to do, and counts at its end', () => {
		const checks = checksOf({...facts, names: {host: 'x', found: {code: 'ENOTFOUND', words: 'ENOTFOUND'}}, asked: []});
		expect(verdictOf(checks)).toBe('problem');
		expect(reportText(checks)).toMatch(
			/^problem {2}address {6}x has none \(ENOTFOUND\)\n {22}Check the name of the space, and the network\.$/m,
		);
		expect(reportText(checks)).toMatch(/\n1 problem, 2 warnings; nothing above is secret\.\n$/);
	});

	it('tells what an optional package is for', () => {
		const known = {name: 'pg', neededFor: 'exports to Postgres'};
		const packages = [{...known, version: undefined, flaw: undefined}];
		expect(find({packages}, 'pg')).toMatchObject({
			verdict: 'ok',
			text: 'not installed; needed for exports to Postgres',
		});
		const broken = [{...known, version: undefined, flaw: 'ERR_DLOPEN_FAILED'}];
		expect(find({packages: broken}, 'pg')).toMatchObject({
			verdict: 'warning',
			next: 'It is needed for exports to Postgres: run "npm install pg" anew.',
		});
	});

	it('warns of a certificate that has few days left', () => {
		const certificate = {...(facts.certificate as object), daysLeft: 13} as Facts['certificate'];
		expect(find({certificate}, 'certificate')).toMatchObject({verdict: 'warning'});
	});

	it('warns of a slow way', () => {
		const asked = facts.asked.map(one => ({...one, answered: {...answered, took: 4000}}));
		expect(find({asked}, 'round trip')).toMatchObject({verdict: 'warning'});
	});

	it('has nothing in it that a terminal would obey', () => {
		const asked = facts.asked.map(one => ({...one, answered: {...answered, contentType: 'text/\u001b[2J'}}));
		expect(reportText(checksOf({...facts, asked}))).not.toContain('\u001b');
	});
});
