import {type List, list} from '../../core/list.ts';
import {textParameter} from '../../core/parameter.ts';
import type {QueryOf} from '../../core/query-codec.ts';
import {type PagingQuery, paging} from '../paging.ts';
import {type SipEndpoint, sipEndpointCodec} from '../sip-endpoint.ts';

const query = {
	/** Only those whose username has this in it. */
	filter_username: textParameter('only those whose username has this in it'),
	/** Only those whose caller ID has this in it. */
	filter_caller_id: textParameter('only those whose caller ID has this in it'),
};

/** What `GET /api/relay/rest/endpoints/sip` can be asked. */
export interface RelaySipEndpointsQuery extends QueryOf<typeof query>, PagingQuery {}

/** `GET /api/relay/rest/endpoints/sip` as data. */
export const relaySipEndpoints: List<RelaySipEndpointsQuery, SipEndpoint> = list({
	name: 'relay_sip_endpoints',
	path: '/api/relay/rest/endpoints/sip',
	scope: 'Voice',
	query: {...query, ...paging},
	item: sipEndpointCodec,
});
