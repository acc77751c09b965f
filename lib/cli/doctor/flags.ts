import {type Command, Option} from 'commander';
import {retryOptions} from '../../transport/retry-policy.ts';
import {connectionOptions} from '../connection.ts';
import {flagsOf} from '../flags.ts';
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

/** Whoever looks for what is wrong does not want to wait for it to come right. */
const oneAttempt = {...retryOptions, retries: {...retryOptions.retries, default: 0}};
const doctorOptions = {...connectionOptions, retry: {...connectionOptions.retry, group: oneAttempt}};

export const addDoctorFlags = (command: Command): Command => {
	for (const flag of flagsOf(doctorOptions)) command.addOption(flag.helpGroup('Connection:'));
	return command.addOption(new Option('--json', 'the same as JSON')).addHelpText('after', help);
};
