import type {Database, Statement} from 'node-sqlite3-wasm';
import type {Column} from '../columns.ts';
import {definitionsOf, keyColumnsOf, namesOf, parametersOf, quote, removeRows} from './sqlite-table.ts';

const listed = quote('signalwire_paginate_listed');

/** Prepares to note the keys of rows that are listed. */
export const prepareListed = (database: Database, columns: readonly Column[]): Statement => {
	const key = keyColumnsOf(columns);
	database.exec(`CREATE TABLE ${listed} (${definitionsOf(key)}) WITHOUT ROWID`);
	return database.prepare(`INSERT OR IGNORE INTO ${listed} VALUES (${parametersOf(key)})`);
};

/** Removes the rows below these parents whose key was not noted, and the notes. */
export const removeUnlisted = (database: Database, name: string, columns: readonly Column[]): void => {
	const key = keyColumnsOf(columns);
	const names = namesOf(key);
	removeRows(database, name, columns, `(${names}) NOT IN (SELECT ${names} FROM ${listed})`);
	database.exec(`DROP TABLE ${listed}`);
};
