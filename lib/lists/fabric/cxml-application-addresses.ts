import {type List, list} from '../../core/list.ts';
import {pathParameter, textParameter} from '../../core/parameter.ts';
import type {QueryOf} from '../../core/query-codec.ts';
import {type FabricAddress, fabricAddressCodec} from './address.ts';

const query = {
	/** The ID of the cXML application, a UUID. */
	cxml_application_id: pathParameter(textParameter('the ID of the cXML application')),
};

/** What `GET /api/fabric/resources/cxml_applications/{id}/addresses` can be asked. */
export interface CxmlApplicationAddressesQuery extends QueryOf<typeof query> {}

/** `GET /api/fabric/resources/cxml_applications/{id}/addresses` as data. */
export const cxmlApplicationAddresses: List<CxmlApplicationAddressesQuery, FabricAddress> = list({
	name: 'cxml_application_addresses',
	path: '/api/fabric/resources/cxml_applications/{cxml_application_id}/addresses',
	scope: 'Voice, Messaging, Fax or Video',
	linksTo: ['/api/fabric/resources/laml_applications/{cxml_application_id}/addresses'],
	query,
	item: fabricAddressCodec('app', 'room', 'call', 'subscriber'),
});
