import {describe, expect, it} from '@jest/globals';
import {destinationErrorOf} from '../../../lib/export/file-target/destination-error.ts';
import {loadOptional} from '../../../lib/export/formats/optional-package.ts';
import {orThrow} from '../../../lib/pagination/pagination-error.ts';
import {rejection} from '../../support/simulated.ts';

const failing = (error: unknown) =>
	rejection(loadOptional(() => Promise.reject(error), 'node-sqlite3-wasm', 'The sqlite format'));
const notFound = (code: string, message: string) => Object.assign(new Error(message), {code});

describe('an optional package', () => {
	it.each([
		['ERR_MODULE_NOT_FOUND', "Cannot find package 'node-sqlite3-wasm' imported from /a/b.js"],
		['MODULE_NOT_FOUND', "Cannot find module 'node-sqlite3-wasm'\nRequire stack:\n- /a/b.js"],
	])('is said not to be installed when it is that: %s', async (code, message) => {
		expect(await failing(notFound(code, message))).toMatchObject({
			message: 'The sqlite format needs the optional package node-sqlite3-wasm: run "npm install node-sqlite3-wasm".',
		});
	});

	it('is named with others that would be missed next', async () => {
		const error = notFound('ERR_MODULE_NOT_FOUND', "Cannot find package 'bullmq' imported from /a/b.js");
		expect(
			await rejection(loadOptional(() => Promise.reject(error), 'bullmq', 'A queue in Redis', 'bullmq ioredis')),
		).toMatchObject({
			message: 'A queue in Redis needs the optional package bullmq: run "npm install bullmq ioredis".',
		});
	});

	it.each([
		['a file of it is missing', notFound('ENOENT', "ENOENT: no such file, open '/app/dist/node-sqlite3-wasm.wasm'")],
		[
			'a package that it needs is missing',
			notFound(
				'ERR_MODULE_NOT_FOUND',
				"Cannot find package 'other' imported from /app/node_modules/node-sqlite3-wasm/index.js",
			),
		],
		['it fails', new TypeError('require is not defined')],
		['it throws what is no error', 'nonsense'],
	])('is not said to be missing when %s: the cause is told', async (_what, cause) => {
		const failure = await failing(cause);
		const text = cause instanceof Error ? cause.message : cause;
		expect(failure).toMatchObject({cause, message: expect.stringContaining(text)});
		expect(String(failure)).not.toContain('npm install');
		expect(() => orThrow(destinationErrorOf(failure, '/a.sqlite'))).toThrow(
			expect.objectContaining({
				name: 'PaginationError',
				kind: 'destination',
				cause: expect.objectContaining({message: text}),
			}),
		);
	});

	it('leaves other errors without a cause', async () => {
		const failure = await failing(notFound('ERR_MODULE_NOT_FOUND', "Cannot find package 'node-sqlite3-wasm'"));
		const error = await rejection((async () => orThrow(destinationErrorOf(failure, '/a.sqlite')))());
		expect(error).not.toHaveProperty('cause');
	});
});
