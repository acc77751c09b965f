export {type DatasphereChunk, type DatasphereChunksQuery, datasphereChunks} from './chunks.ts';
export {type DatasphereDocument, type DatasphereDocumentsQuery, datasphereDocuments} from './documents.ts';
