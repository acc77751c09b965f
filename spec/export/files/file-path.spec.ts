import {describe, expect, it} from '@jest/globals';
import {flawOfPath} from '../../../lib/export/files/file-path.ts';

describe('the path of a file', () => {
	it.each([
		'rooms.csv',
		'/var/rooms.csv',
		'C:\\rooms.csv',
		'C:/rooms.csv',
		'c:\\\\exports\\\\rooms.csv',
		'\\\\server\\share\\rooms.csv',
		'\\\\?\\C:\\rooms.csv',
		'rooms-12:30:00.csv',
		'./postgres/rooms.csv',
		'http.csv',
		'x'.repeat(1_000_000),
	])('may be %.40s', path => {
		expect(flawOfPath(path)).toBeUndefined();
	});

	it.each([
		'postgres://u:secret@h/db',
		'S3://bucket/rooms.csv',
		'sqlite:secret.db',
		'file:/secret.csv',
		'<https://secret>',
	])('must not be %s, of which nothing is shown', address => {
		expect(flawOfPath(address)).toMatch(/^must be the path of a file, not an address/);
		expect(flawOfPath(address)).not.toMatch(/secret/);
	});
});
