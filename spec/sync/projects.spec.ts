import {mkdtempSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {afterEach, beforeEach, expect, it} from '@jest/globals';
import {clientOptionsOf} from '../../lib/sync/projects.ts';

let folder: string;
beforeEach(() => {
	folder = mkdtempSync(join(tmpdir(), 'projects-'));
});
afterEach(() => rmSync(folder, {recursive: true}));

it.each([
	[' \n', 'The token file is empty'],
	[undefined, 'The token file cannot be read (ENOENT)'],
])('a token file without a token is told, though the environment has one: %j', (content, told) => {
	const tokenFile = join(folder, 'PT0123456789');
	if (content !== undefined) writeFileSync(tokenFile, content);
	const read = () => clientOptionsOf({name: 'main', tokenFile}, {SIGNALWIRE_API_TOKEN: 'PT9876543210'});
	expect(read).toThrow(told);
	expect(read).not.toThrow('PT0123456789');
});
