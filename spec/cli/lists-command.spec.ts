import {describe, expect, it} from '@jest/globals';
import {catalogue} from '../../lib/lists/catalogue.ts';
import {Collector, runCommand} from '../support/surroundings.ts';

const all = Object.entries(catalogue).flatMap(([family, lists]) => lists.map(list => ({family, list})));

describe('signalwire-paginate lists', () => {
	it('names every list of the catalogue, with tabs for programs', async () => {
		const {exitCode, stdout, stderr} = await runCommand(['lists']);
		expect({exitCode, stderr}).toEqual({exitCode: 0, stderr: ''});
		const rows = stdout
			.trim()
			.split('\n')
			.map(line => line.split('\t'));
		expect(rows.map(([, scope, path]) => [scope, path])).toEqual(all.map(({list}) => [list.scope ?? '', list.path]));
		expect(rows).toContainEqual(['video room-sessions', 'Video', '/api/video/room_sessions']);
	});

	it('is a table on a terminal', async () => {
		const stdout = new Collector(true);
		await runCommand(['lists'], {stdout});
		const [heading = '', ...rows] = stdout.text.trimEnd().split('\n');
		expect(heading).toMatch(/^COMMAND {2,}SCOPE {2,}PATH$/);
		const column = heading.indexOf('PATH');
		expect(rows.map(row => row.slice(column))).toEqual(all.map(({list}) => list.path));
	});

	it('gives programs all that a list can be asked, as JSON', async () => {
		const given = JSON.parse((await runCommand(['lists', '--json'])).stdout);
		expect(given).toHaveLength(all.length);
		for (const [index, {family, list}] of all.entries()) {
			const {name, path, scope = null, key = ['id']} = list;
			expect(given[index]).toMatchObject({name, path, scope, key, command: [family, expect.any(String)]});
			expect((await runCommand([...given[index].command, '--help'])).stdout).toContain(
				`Usage: signalwire-paginate ${given[index].command.join(' ')} `,
			);
		}
	});

	it('tells of each parameter its flag, place, type and what is known of its values', async () => {
		const given = JSON.parse((await runCommand(['lists', '--json'])).stdout);
		const of = (wanted: string) => given.find(({name}: {name: string}) => name === wanted);
		expect(of('room_session_members')).toEqual({
			command: ['video', 'room-session-members'],
			name: 'room_session_members',
			path: '/api/video/room_sessions/{room_session_id}/members',
			paging: {number: 'page_number', size: 'page_size', token: 'page_token'},
			scope: 'Video',
			key: ['id'],
			parameters: [
				{name: 'room_session_id', flag: '--room-session-id', in: 'path', type: 'text', required: true},
				{name: 'page_size', flag: '--page-size', in: 'query', type: 'integer', required: false},
				{name: 'page_number', flag: '--page-number', in: 'query', type: 'integer', required: false},
				{name: 'page_token', flag: '--page-token', in: 'query', type: 'text', required: false},
			],
		});
		expect(of('room_sessions').parameters).toContainEqual({
			name: 'status',
			flag: '--status',
			in: 'query',
			type: 'text',
			required: false,
			choices: ['in-progress', 'completed'],
		});
	});
});
