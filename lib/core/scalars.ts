import * as t from 'io-ts';

/** What a text holds. It decides no check, so that what was sent is kept; exports and the simulator know by it what it is. */
export type TextKind = 'text' | 'timestamp' | 'rfc2822' | 'uuid' | 'url';

/** A text of which more is known than its check asks for. */
export class KnownText extends t.StringType {
	readonly kind: TextKind;
	/** Values that are documented; others come through as well. */
	readonly known: readonly string[];

	constructor(kind: TextKind, known: readonly string[] = []) {
		super();
		this.kind = kind;
		this.known = known;
	}
}

/** A number that counts something: a whole-number column will do. */
export class KnownNumber extends t.NumberType {
	/** Values that are documented; others come through as well. */
	readonly known: readonly number[];

	constructor(known: readonly number[] = []) {
		super();
		this.known = known;
	}
}

/** A time as text, RFC 3339. */
export const timestamp: t.StringC = new KnownText('timestamp');

/** A time as text, RFC 2822, as LaML writes it: `Wed, 19 Sep 2018 20:00:00 +0000`. */
export const rfc2822: t.StringC = new KnownText('rfc2822');

/** An ID as SignalWire makes them. */
export const uuid: t.StringC = new KnownText('uuid');

/** An address. */
export const url: t.StringC = new KnownText('url');

/** A whole number. Another number passes its check, too. */
export const integer: t.NumberC = new KnownNumber();
