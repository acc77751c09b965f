import {type Command, Option} from 'commander';
import {createSecrets} from '../../redact/secrets.ts';
import {checkConnectionFlags, connectionOptions} from '../connection.ts';
import {exitCodeOf, exitCodes} from '../exit-codes.ts';
import {flagsOf} from '../flags.ts';
import type {Surroundings} from '../surroundings.ts';
import {withoutTokens} from '../without-tokens.ts';
import {writeAnswer} from '../write-text.ts';
import {gather} from './gather.ts';
import {checksOf, reportJson, reportText, verdictOf} from './report.ts';
import type {ConnectionFlags} from './settings.ts';

/** The flags of `doctor`, parsed. */
export type DoctorFlags = ConnectionFlags & {readonly json?: boolean};

const help = `
Asks for one item of each kind that a token may have a scope for, and changes nothing. Settings come from the same flags
and variables as those of lists. The report holds no secrets: it is meant for bug reports.

Exit codes:
  0    all that is needed is there; warnings may be told
  1    something is a problem; the line below it says what to do
  2    wrong usage; nothing was requested

Examples:
  signalwire-paginate doctor --demo
  signalwire-paginate doctor --space example --token-file ~/.signalwire-token`;

export const addDoctorFlags = (command: Command): Command => {
	for (const flag of flagsOf(connectionOptions)) command.addOption(flag.helpGroup('Connection:'));
	return command.addOption(new Option('--json', 'the same as JSON')).addHelpText('after', help);
};

/** Tells what this machine, the way to the space and the space itself say; resolves to the exit code. */
export const doctorCommand = async ({json, ...flags}: DoctorFlags, surroundings: Surroundings): Promise<number> => {
	checkConnectionFlags(flags);
	const {signal, environment} = surroundings;
	try {
		const {facts, connection} = await gather(flags, surroundings);
		const {projectId = '', apiToken = '', subscriberToken = ''} = connection ?? {};
		const {redact} = createSecrets(projectId, apiToken, subscriberToken);
		const checks = checksOf(facts);
		const text = redact(json ? reportJson(checks) : reportText(checks));
		await writeAnswer(withoutTokens(text, environment), surroundings);
		return verdictOf(checks) === 'problem' ? exitCodes.failed : exitCodes.done;
	} catch (error) {
		if (!signal.aborted) throw error;
		return exitCodeOf(signal.reason);
	}
};
