import * as t from 'io-ts';
import {type List, list} from '../../core/list.ts';
import {nullable, openStringEnum} from '../../core/open-enum.ts';
import {integer, timestamp, uuid} from '../../core/scalars.ts';
import {type PagingQuery, paging} from '../paging.ts';

const datasphereDocumentCodec = t.type(
	{
		id: uuid,
		filename: t.string,
		status: openStringEnum('submitted', 'in_progress', 'completed', 'failed'),
		tags: t.array(t.string),
		chunking_strategy: openStringEnum('sentence', 'paragraph', 'page', 'sliding'),
		/** For the strategy `sentence`; else null. */
		max_sentences_per_chunk: nullable(integer),
		/** For the strategy `sentence`; else null. */
		split_newlines: nullable(t.boolean),
		/** For the strategy `sliding`; else null. */
		overlap_size: nullable(integer),
		/** For the strategy `sliding`; else null. */
		chunk_size: nullable(integer),
		/** Chunks that it was split into. */
		number_of_chunks: integer,
		/** The path of its chunks. */
		chunks_uri: t.string,
		/** RFC 3339, as all times here. */
		created_at: timestamp,
		updated_at: timestamp,
	},
	'DatasphereDocument',
);

/** A document of DataSphere, exactly as SignalWire sent it. */
export interface DatasphereDocument extends t.TypeOf<typeof datasphereDocumentCodec> {}

/** What `GET /api/datasphere/documents` can be asked. */
export interface DatasphereDocumentsQuery extends PagingQuery {}

/** `GET /api/datasphere/documents` as data. */
export const datasphereDocuments: List<DatasphereDocumentsQuery, DatasphereDocument> = list({
	name: 'datasphere_documents',
	path: '/api/datasphere/documents',
	scope: 'DataSphere',
	query: paging,
	item: datasphereDocumentCodec,
});
