import {beforeAll, describe, expect, it} from '@jest/globals';
import {bundleCommand} from './support/bundle.ts';
import {runChild} from './support/child.ts';
import {commandReference} from './support/command-documentation.ts';
import {between, isUpdating, readPage, writePage} from './support/pages.ts';

const page = 'docs/command.md';
const block = between('commands', 'end of commands');

let reference: string;

beforeAll(async () => {
	const command = await bundleCommand();
	reference = await commandReference(async (...names) => {
		const {stdout} = await runChild(process.execPath, [command, ...names, '--help']);
		return stdout;
	});
	if (isUpdating) {
		writePage(
			page,
			readPage(page).replace(block, () => reference),
		);
	}
});

describe('docs/command.md', () => {
	it('has the help of every command, as `npm run readme` writes it', () => {
		expect(readPage(page).match(block)?.[0]).toBe(reference);
	});

	it('has those of rooms, of the catalogue, of plans and of the simulator', () => {
		for (const name of ['rooms', 'lists', 'sync', 'simulate']) {
			expect(reference).toContain(`Usage: signalwire-paginate ${name} `);
		}
	});
});
