import * as O from 'fp-ts/lib/Option.js';
import type {RequestDescriptor} from './request-descriptor.ts';

/** How a listing counts: the place of a parameter in the query, and what each page adds to it. */
export interface Progression {
	readonly place: number;
	readonly step: number;
	/** Whether a page token stays the same beside it. */
	readonly anchored: boolean;
}

const counter = /^([^=]+)=(0|[1-9]\d{0,14})$/;

/** The value of a counting parameter such as `page_number=3`; undefined for anything else. */
const countOf = (parameter: string | undefined): number | undefined => {
	const digits = counter.exec(parameter ?? '')?.[2];
	return digits === undefined ? undefined : Number(digits);
};

const nameOf = (parameter: string | undefined): string | undefined => parameter?.split('=', 1)[0];

/**
 * How two consecutive requests count, if they are the same but for one parameter, and that one counts upwards.
 * @param token the parameter for a page token. One that stays the same from page to page seems to stand for the listing as it
 * was when the walk began: this is inferred from published examples, and documented nowhere.
 */
export const progressionOf = (
	earlier: RequestDescriptor,
	later: RequestDescriptor,
	token: string | undefined,
): O.Option<Progression> => {
	if (earlier.path !== later.path) return O.none;
	const before = earlier.query.split('&');
	const after = later.query.split('&');
	if (before.length !== after.length) return O.none;
	const changed = before.flatMap((parameter, place) => (parameter === after[place] ? [] : [place]));
	const [place] = changed;
	if (place === undefined || changed.length !== 1 || nameOf(before[place]) !== nameOf(after[place])) return O.none;
	const [from, to] = [countOf(before[place]), countOf(after[place])];
	if (from === undefined || to === undefined || to <= from) return O.none;
	const tokens = before.filter(parameter => parameter.startsWith(`${token}=`) && parameter !== `${token}=`);
	return O.some({place, step: to - from, anchored: tokens.length === 1 && tokens[0] !== before[place]});
};

/** The request that follows when the listing goes on counting in the same way: letter for letter what a link would say. */
export const predictNext = (
	request: RequestDescriptor,
	{place, step}: Pick<Progression, 'place' | 'step'>,
): O.Option<RequestDescriptor> => {
	const parameters = request.query.split('&');
	const count = countOf(parameters[place]);
	if (count === undefined || count + step > Number.MAX_SAFE_INTEGER) return O.none;
	parameters[place] = `${nameOf(parameters[place])}=${count + step}`;
	return O.some({...request, query: parameters.join('&')});
};
