import {type List, list} from '../../core/list.ts';
import {pathParameter, textParameter} from '../../core/parameter.ts';
import type {QueryOf} from '../../core/query-codec.ts';
import {type FabricAddress, fabricAddressCodec} from './address.ts';

const query = {
	/** The ID of the SWML script, a UUID. */
	swml_script_id: pathParameter(textParameter('the ID of the SWML script')),
};

/** What `GET /api/fabric/resources/swml_scripts/{id}/addresses` can be asked. */
export interface SwmlScriptAddressesQuery extends QueryOf<typeof query> {}

/** `GET /api/fabric/resources/swml_scripts/{id}/addresses` as data. */
export const swmlScriptAddresses: List<SwmlScriptAddressesQuery, FabricAddress> = list({
	name: 'swml_script_addresses',
	path: '/api/fabric/resources/swml_scripts/{swml_script_id}/addresses',
	scope: 'Voice, Messaging, Fax or Video',
	linksTo: ['/api/fabric/resources/swml_script/{swml_script_id}/addresses'],
	query,
	item: fabricAddressCodec('app'),
});
