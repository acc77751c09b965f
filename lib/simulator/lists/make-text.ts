import type {TextKind} from '../../core/scalars.ts';
import {pick} from '../seed/hash.ts';
import {createIdentity} from '../seed/identity.ts';
import {sampleDescriptions, sampleDisplayNames, sampleNames} from '../seed/sample-texts.ts';
import type {Make} from './make.ts';
import {rfc3339, timeByName} from './make-time.ts';

const ids = createIdentity(0, 3);

const uuid: Make = hash => ids.of(hash >>> 0);
const url: Make = hash => `https://example.signalwire.com/files/${ids.of(hash >>> 0)}?name=caf%C3%A9`;

const among =
	(texts: readonly string[]): Make =>
	hash =>
		pick(texts, hash);

/** What a text probably is, by the name of its field: the first that fits. */
const byName: readonly (readonly [name: RegExp, make: Make])[] = [
	[/(^|_)s?id$/, uuid],
	[/(^|_)(url|uri)$/, url],
	[/mail/, hash => `user.${(hash >>> 0) % 10_000}@example.com`],
	[/phone|(^|_)(number|from|to|caller_id)$/, hash => `+1555${String((hash >>> 0) % 10_000_000).padStart(7, '0')}`],
	[/country/, among(['US', 'CA', 'GB', 'DE'])],
	[/(display|friendly)_name$/, among(sampleDisplayNames)],
	[/name$/, hash => `${pick(sampleNames, hash)}${(hash >>> 4) % 10_000}`],
	[/descri|body|content|message|text|transcript/, among(sampleDescriptions)],
];

/** As people type it. */
const anyText = among(sampleDisplayNames);

/** How texts of each kind are made, given the name of their field. */
const kinds: Readonly<Record<TextKind, (name: string) => Make>> = {
	text: name => byName.find(([pattern]) => pattern.test(name))?.[1] ?? anyText,
	timestamp: name => timeByName(name, rfc3339),
	rfc2822: name => timeByName(name, time => time.toUTCString().replace('GMT', '+0000')),
	uuid: () => uuid,
	url: () => url,
};

export const makeText = (kind: TextKind, name: string, known: readonly string[] = []): Make =>
	known.length > 0 ? among(known) : kinds[kind](name);
