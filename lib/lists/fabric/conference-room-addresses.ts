import {type List, list} from '../../core/list.ts';
import {pathParameter, textParameter} from '../../core/parameter.ts';
import type {QueryOf} from '../../core/query-codec.ts';
import {type FabricAddress, fabricAddressCodec} from './address.ts';

const query = {
	/** The ID of the conference room, a UUID. */
	conference_room_id: pathParameter(textParameter('the ID of the conference room')),
};

/** What `GET /api/fabric/resources/conference_room/{id}/addresses` can be asked. */
export interface ConferenceRoomAddressesQuery extends QueryOf<typeof query> {}

/** `GET /api/fabric/resources/conference_room/{id}/addresses` as data. */
export const conferenceRoomAddresses: List<ConferenceRoomAddressesQuery, FabricAddress> = list({
	name: 'conference_room_addresses',
	path: '/api/fabric/resources/conference_room/{conference_room_id}/addresses',
	scope: 'Voice, Messaging, Fax or Video',
	query,
	item: fabricAddressCodec('room'),
});
