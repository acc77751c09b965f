import type {Cell} from './rows.ts';
import {toJson} from './to-json.ts';

/** A row as JSON of one line, exactly. */
export const rowToJson = (row: readonly Cell[]): string => `[${row.map(toJson).join(',')}]`;
