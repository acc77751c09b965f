import type {Cell} from './rows.ts';
import {toJson} from './to-json.ts';

/** A row as JSON of one line, exactly: of what a cell can be, `JSON.stringify` bends -0 alone. */
export const rowToJson = (row: readonly Cell[]): string =>
	row.some(cell => Object.is(cell, -0)) ? `[${row.map(toJson).join(',')}]` : JSON.stringify(row);
