import * as t from 'io-ts';
import {KnownNumber, KnownText} from './scalars.ts';

/**
 * `string & {}` keeps the literals in an editor's completion while any other string is accepted.
 *
 * @inline
 */
type OpenEnum<Known extends string | number> = Known | (Known extends string ? string & {} : number & {});

/** Strings of which some are known: SignalWire adds values without notice, and they must come through. */
export const openStringEnum = <Known extends string>(
	...known: readonly Known[]
): t.Type<OpenEnum<Known>, string, unknown> =>
	new KnownText('text', known) as unknown as t.Type<OpenEnum<Known>, string, unknown>;

/** Whole numbers of which some are known. */
export const openIntegerEnum = <Known extends number>(
	...known: readonly Known[]
): t.Type<OpenEnum<Known>, number, unknown> =>
	new KnownNumber(known) as unknown as t.Type<OpenEnum<Known>, number, unknown>;

/** A codec that also accepts `null`. */
export const nullable = <C extends t.Mixed>(codec: C): t.UnionC<[C, t.NullC]> =>
	t.union([codec, t.null], `${codec.name} | null`);
