import {rmSync} from 'node:fs';

/**
 * An export of this library, to a new file each time. Nobody else takes part: peers hand out items, and write none.
 *
 * @param {{libraryUrl: string, folder: string, extension: string}} settings
 */
export const open = async ({libraryUrl, folder, extension}) => {
	const {createClient, exportRooms} = await import(libraryUrl);
	const destination = `${folder}/rooms.${extension}`;
	/** Resolves to how many rooms were written. */
	const run = async ({baseUrl, projectId, apiToken, query, options}) => {
		const client = createClient({baseUrl, projectId, apiToken});
		const {rows} = await exportRooms(client, query, {...options, destination});
		return rows;
	};
	// To take the file before away is no part of an export.
	return Object.assign(run, {prepare: () => rmSync(destination, {force: true})});
};
