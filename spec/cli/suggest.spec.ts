import {describe, expect, it} from '@jest/globals';
import {nearest} from '../../lib/cli/suggest.ts';
import {runCommand} from '../support/surroundings.ts';

const flags = ['page-size', 'page-token', 'max-items', 'max-pages', 'token-file', 'output'].map(word => ({
	word,
	typed: `--${word}`,
}));

describe('what may have been meant', () => {
	it.each<[typed: string, meant: readonly string[]]>([
		['--pageSize', ['--page-size']],
		['--page_token', ['--page-token']],
		['--tokn', ['--token-file']],
		['--output-file', ['--output']],
		['--max', ['--max-items', '--max-pages']],
		['--ma', []],
		['--outlook', []],
		['--timeout', []],
		['', []],
	])('by %j is %j', (typed, meant) => {
		expect(nearest(typed, flags)).toEqual(meant);
	});

	it.each<[argv: string, message: string]>([
		['room-sessions', "unknown command 'room-sessions' (Did you mean video room-sessions?)"],
		['voice rooms', "unknown command 'rooms' (Did you mean video rooms?)"],
		['video rom-sessions', "unknown command 'rom-sessions' (Did you mean room-sessions?)"],
		['rooms --max-itms 3', "unknown option '--max-itms' (Did you mean --max-items?)"],
		['rooms --pageSize=5', "unknown option '--page…' (Did you mean --page-size?)"],
		['rooms --tokn PT0123456789abcdef', "unknown option '--tokn' (Did you mean --token-file?)"],
		['doctor --dmo', "unknown option '--dmo' (Did you mean --demo?)"],
		['rooms --PT0123456789abcdef', "unknown option '--…'"],
		['PT0123456789abcdef', "unknown command '…'"],
	])('is told by the command: %s', async (argv, message) => {
		expect(await runCommand(argv.split(' '))).toEqual({
			exitCode: 2,
			stdout: '',
			stderr: `signalwire-paginate: ${message}\n`,
		});
	});
});

describe('--version', () => {
	it('tells the version alone, and with --verbose also what it runs on, a line each', async () => {
		const {stdout} = await runCommand(['--version']);
		expect(stdout).toMatch(/^\d+\.\d+\.\d+\n$/);
		const verbose = `${stdout}Node ${process.versions.node}\n${process.platform} ${process.arch}\n`;
		expect(await runCommand(['--version', '--verbose'])).toEqual({exitCode: 0, stdout: verbose, stderr: ''});
		expect(await runCommand(['--verbose', '-V'])).toEqual({exitCode: 0, stdout: verbose, stderr: ''});
	});
});
