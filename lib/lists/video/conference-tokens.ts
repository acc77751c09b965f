import * as t from 'io-ts';
import {type List, list} from '../../core/list.ts';
import {nullable} from '../../core/open-enum.ts';
import {pathParameter, textParameter} from '../../core/parameter.ts';
import type {QueryOf} from '../../core/query-codec.ts';
import {uuid} from '../../core/scalars.ts';
import {type PagingQuery, paging} from '../paging.ts';

const conferenceTokenCodec = t.type(
	{
		/** The token, a UUID. */
		id: uuid,
		/** The name; null: none. */
		name: nullable(t.string),
		/** The token, a secret: who has it may join. */
		token: t.string,
		/** What its holders may do. */
		scopes: t.array(t.string),
	},
	'ConferenceToken',
);

/** A token with which guests join a video conference, exactly as SignalWire sent it. */
export interface ConferenceToken extends t.TypeOf<typeof conferenceTokenCodec> {}

const query = {
	/** The ID of the conference, a UUID. */
	conference_id: pathParameter(textParameter('the ID of the conference')),
};

/** What `GET /api/video/conferences/{id}/conference_tokens` can be asked. */
export interface ConferenceTokensQuery extends QueryOf<typeof query>, PagingQuery {}

/** `GET /api/video/conferences/{id}/conference_tokens` as data. */
export const conferenceTokens: List<ConferenceTokensQuery, ConferenceToken> = list({
	name: 'conference_tokens',
	path: '/api/video/conferences/{conference_id}/conference_tokens',
	scope: 'Video',
	query: {...query, ...paging},
	item: conferenceTokenCodec,
});
