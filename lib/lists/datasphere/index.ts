/**
 * The lists of Datasphere: documents, and the chunks of a document. Each is data: give it to `paginate`.
 *
 * @module
 */

export {type DatasphereChunk, type DatasphereChunksQuery, datasphereChunks} from './chunks.ts';
export {type DatasphereDocument, type DatasphereDocumentsQuery, datasphereDocuments} from './documents.ts';
