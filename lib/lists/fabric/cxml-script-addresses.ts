import {type List, list} from '../../core/list.ts';
import {pathParameter, textParameter} from '../../core/parameter.ts';
import type {QueryOf} from '../../core/query-codec.ts';
import {type FabricAddress, fabricAddressCodec} from './address.ts';

const query = {
	/** The ID of the cXML script, a UUID. */
	cxml_script_id: pathParameter(textParameter('the ID of the cXML script')),
};

/** What `GET /api/fabric/resources/cxml_scripts/{id}/addresses` can be asked. */
export interface CxmlScriptAddressesQuery extends QueryOf<typeof query> {}

/** `GET /api/fabric/resources/cxml_scripts/{id}/addresses` as data. */
export const cxmlScriptAddresses: List<CxmlScriptAddressesQuery, FabricAddress> = list({
	name: 'cxml_script_addresses',
	path: '/api/fabric/resources/cxml_scripts/{cxml_script_id}/addresses',
	scope: 'Voice, Messaging, Fax or Video',
	query,
	item: fabricAddressCodec('app'),
});
