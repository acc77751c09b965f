import type {Environment} from '../environment.ts';
import {createSecrets} from '../redact/secrets.ts';

/** What is said, without the tokens of the environment, which somebody may have put anywhere. */
export const withoutTokens = (text: string, environment: Environment): string => {
	const {SIGNALWIRE_API_TOKEN: token = '', SIGNALWIRE_SUBSCRIBER_TOKEN: another = ''} = environment;
	return createSecrets('', token, another).redact(text);
};
