import {mkdtempSync, readFileSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {describe, expect, it} from '@jest/globals';
import {Command} from 'commander';
import {flagsOf, optionsIn} from '../../lib/cli/flags.ts';
import {limit, oneOf, truth, unchecked, wholeNumber} from '../../lib/core/option.ts';
import {startSimulator} from '../../lib/simulator/index.ts';
import {runCommand} from '../support/surroundings.ts';

const table = {
	silent: truth({}),
	count: wholeNumber({range: [1, 9], default: 3, flag: ['--number <count>', 'how many']}),
	most: limit({flag: ['--most <number>', 'at most']}),
	style: oneOf(['plain', 'bold'], {default: 'plain', flag: ['--style <style>', 'how']}),
	place: unchecked<string>({flag: ['--place <where>', 'where'], hiddenFlag: '--where <where>'}),
	tidy: truth({default: true, flag: ['--no-tidy', 'leave it as it is']}),
	pause: {
		...unchecked<object>(),
		group: {length: wholeNumber({range: [0, 9999], flag: ['--length <ms>', 'how long']})},
	},
};

const commandOf = (): Command => {
	const command = new Command().exitOverride().configureOutput({writeErr: () => {}});
	for (const flag of flagsOf(table)) command.addOption(flag);
	return command;
};
const parse = (...argv: readonly string[]) => optionsIn(table, commandOf().parse(argv, {from: 'user'}).opts());

describe('the flags of options', () => {
	it('tell what is allowed and what the default is, and hide other spellings', () => {
		const help = commandOf().helpInformation();
		for (const line of [
			/--number <count> +how many \(1 to 9, default: 3\)/,
			/--most <number> +at most \(default: no limit\)/,
			/--style <style> +how \(choices: "plain", "bold", default:\s+"plain"\)/,
			/--place <where> +where\n/,
			/--no-tidy +leave it as it is\n/,
			/--length <ms> +how long\n/,
		]) {
			expect(help).toMatch(line);
		}
		expect(help).not.toMatch(/--where|--silent/);
	});

	it('are read under the names of the options, however they are spelt', () => {
		expect(parse('--number', '5', '--style=bold', '--where', 'x', '--no-tidy', '--length', '7')).toEqual({
			silent: undefined,
			count: 5,
			most: undefined,
			style: 'bold',
			place: 'x',
			tidy: false,
			pause: {length: 7},
		});
	});

	it('are refused with the words of the option', () => {
		expect(() => parse('--number', '10')).toThrow(/'10' is invalid\. It must be a whole number from 1 to 9\.$/);
		expect(() => parse('--style', 'loud')).toThrow(/Allowed choices are plain, bold\.$/);
	});
});

describe('one thing under two names', () => {
	it.each(['throw', 'stop'])('ends the command at the first invalid room with --on-invalid %s', async word => {
		await using simulator = await startSimulator({rooms: 3, authenticate: false, faults: ['wrong-types@1']});
		const environment = {SIGNALWIRE_PROJECT_ID: 'p', SIGNALWIRE_API_TOKEN: 't'};
		const ran = await runCommand(['rooms', '--base-url', simulator.url, '--on-invalid', word], {environment});
		expect(ran).toMatchObject({exitCode: 1, stdout: '', stderr: expect.stringMatching(/is not as documented/)});
	});

	it.each(['--output', '--destination'])('writes a file with %s', async flag => {
		const folder = mkdtempSync(join(tmpdir(), 'flags-'));
		const ran = await runCommand(['rooms', '--demo', '3', flag, join(folder, 'rooms.ndjson')]);
		expect(ran).toMatchObject({exitCode: 0, stdout: ''});
		expect(readFileSync(join(folder, 'rooms.ndjson'), 'utf8').trim().split('\n')).toHaveLength(3);
		rmSync(folder, {recursive: true});
	});
});
