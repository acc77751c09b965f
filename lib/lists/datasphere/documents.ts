import * as t from 'io-ts';
import {type List, list} from '../../core/list.ts';
import {nullable, openStringEnum} from '../../core/open-enum.ts';
import {integer, timestamp, uuid} from '../../core/scalars.ts';
import {type PagingQuery, paging} from '../paging.ts';

const datasphereDocumentCodec = t.type(
	{
		/** The document, a UUID. */
		id: uuid,
		/** The name of its file. */
		filename: t.string,
		/** How far it is. */
		status: openStringEnum('submitted', 'in_progress', 'completed', 'failed'),
		/** What you marked it with. */
		tags: t.array(t.string),
		/** How it was split. */
		chunking_strategy: openStringEnum('sentence', 'paragraph', 'page', 'sliding'),
		/** Sentences in a chunk at most, for the strategy `sentence`; null: another one. */
		max_sentences_per_chunk: nullable(integer),
		/** Whether lines are split too, for the strategy `sentence`; null: another one. */
		split_newlines: nullable(t.boolean),
		/** How much of a chunk is in the next as well, for the strategy `sliding`; null: another one. */
		overlap_size: nullable(integer),
		/** How large a chunk is, for the strategy `sliding`; null: another one. */
		chunk_size: nullable(integer),
		/** Chunks that it was split into. */
		number_of_chunks: integer,
		/** The path of its chunks. */
		chunks_uri: t.string,
		/** When it was made, RFC 3339. */
		created_at: timestamp,
		/** When it was last changed, RFC 3339. */
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
