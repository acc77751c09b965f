import * as t from 'io-ts';
import {type List, list} from '../../core/list.ts';
import {nullable} from '../../core/open-enum.ts';
import {textParameter} from '../../core/parameter.ts';
import type {QueryOf} from '../../core/query-codec.ts';
import {timestamp, uuid} from '../../core/scalars.ts';
import {type PagingQuery, paging} from '../paging.ts';

const projectCodec = t.type(
	{
		id: uuid,
		name: t.string,
		/** Null for a project that none is above. */
		parent_project_id: nullable(uuid),
		/** Whether another project is above it. */
		subproject: t.boolean,
		region_preference: t.string,
		protect_recordings: t.boolean,
		protect_message_media: t.boolean,
		protect_fax_media: t.boolean,
		force_https_requests: t.boolean,
		/** RFC 3339, as all times here. */
		created_at: timestamp,
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
