/** What is wrong with a destination, as a sentence that says what to do. Becomes a `PaginationError` at the edge. */
export class DestinationFailure extends Error {}
