import type {Database, Statement} from 'node-sqlite3-wasm';
import type {Column} from '../columns.ts';
import {definitionsOf, keyColumnsOf, namesOf, parametersOf, quote} from './sqlite-table.ts';

const listed = quote('signalwire_paginate_listed');

/** The condition that a row has a key. */
const hasKey = (key: readonly Column[]): string => key.map(({name}) => `${quote(name)} IS NOT NULL`).join(' AND ');

/** Removes the rows without a key: nothing could tell which of them are listed again. */
export const removeWithoutKey = (database: Database, name: string, columns: readonly Column[]): void =>
	database.exec(`DELETE FROM ${quote(name)} WHERE NOT (${hasKey(keyColumnsOf(columns))})`);

/** Prepares to note the keys of rows that are listed; one without a key is not noted. */
export const prepareListed = (database: Database, columns: readonly Column[]): Statement => {
	const key = keyColumnsOf(columns);
	database.exec(`CREATE TABLE ${listed} (${definitionsOf(key)}) WITHOUT ROWID`);
	return database.prepare(`INSERT OR IGNORE INTO ${listed} VALUES (${parametersOf(key)})`);
};

/** Removes the rows whose key was not noted, and the notes. */
export const removeUnlisted = (database: Database, name: string, columns: readonly Column[]): void => {
	const key = keyColumnsOf(columns);
	const isListed = `(${namesOf(key)}) IN (SELECT ${namesOf(key)} FROM ${listed})`;
	database.exec(`DELETE FROM ${quote(name)} WHERE ${hasKey(key)} AND NOT ${isListed}`);
	database.exec(`DROP TABLE ${listed}`);
};
