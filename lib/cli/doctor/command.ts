import {createSecrets} from '../../redact/secrets.ts';
import {checkConnectionFlags} from '../connection.ts';
import {exitCodeOf, exitCodes} from '../exit-codes.ts';
import type {Surroundings} from '../surroundings.ts';
import {withoutTokens} from '../without-tokens.ts';
import {writeAnswer} from '../write-text.ts';
import type {DoctorFlags} from './flags.ts';
import {gather} from './gather.ts';
import {checksOf, reportJson, reportText, verdictOf} from './report.ts';

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
