import * as t from 'io-ts';
import {type List, list} from '../../core/list.ts';
import {nullable} from '../../core/open-enum.ts';
import {textParameter} from '../../core/parameter.ts';
import type {QueryOf} from '../../core/query-codec.ts';
import {timestamp, uuid} from '../../core/scalars.ts';
import {type PagingQuery, paging} from '../paging.ts';

const projectCodec = t.type(
	{
		/** The project, a UUID. */
		id: uuid,
		/** The name. */
		name: t.string,
		/** The project above it, a UUID; null: none. */
		parent_project_id: nullable(uuid),
		/** Whether another project is above it. */
		subproject: t.boolean,
		/** Where its calls are to be handled. */
		region_preference: t.string,
		/** Whether recordings need credentials. */
		protect_recordings: t.boolean,
		/** Whether files of messages need credentials. */
		protect_message_media: t.boolean,
		/** Whether files of faxes need credentials. */
		protect_fax_media: t.boolean,
		/** Whether webhooks must be HTTPS. */
		force_https_requests: t.boolean,
		/** When it was made, RFC 3339. */
		created_at: timestamp,
		/** When it was last changed, RFC 3339. */
		updated_at: timestamp,
	},
	'Project',
);

/** A project: that of the token, or one below it, exactly as SignalWire sent it. */
export interface Project extends t.TypeOf<typeof projectCodec> {}

const query = {
	/** Only projects of this name. */
	name: textParameter('only projects of this name'),
};

/** What `GET /api/projects` can be asked. */
export interface ProjectsQuery extends QueryOf<typeof query>, PagingQuery {}

/** `GET /api/projects` as data. */
export const projects: List<ProjectsQuery, Project> = list({
	name: 'projects',
	path: '/api/projects',
	scope: 'Management',
	query: {...query, ...paging},
	item: projectCodec,
});
