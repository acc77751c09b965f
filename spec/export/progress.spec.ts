import {mkdtempSync, readFileSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {afterAll, beforeAll, describe, expect, it} from '@jest/globals';
import {type ExportProgress, exportRooms} from '../../lib/index.ts';
import {rejection, useSimulators} from '../support/simulated.ts';

const simulate = useSimulators();

let folder: string;
let files = 0;
beforeAll(() => {
	folder = mkdtempSync(join(tmpdir(), 'progress-'));
});
afterAll(() => {
	rmSync(folder, {recursive: true});
});

const fresh = (): string => join(folder, `rooms-${files++}.ndjson`);
const query = {page_size: 10};

describe('the progress of an export', () => {
	it('tells what it is documented to tell, and nothing else', async () => {
		const {client} = await simulate({rooms: 10});
		const told: ExportProgress[] = [];
		await exportRooms(client, query, {destination: fresh(), onProgress: progress => told.push(progress)});
		expect(told.map(progress => Object.keys(progress).sort())).toEqual([
			[
				...['bytes', 'differences', 'differing', 'duplicates', 'elapsed', 'invalid', 'pages', 'resumedFrom'],
				...['retries', 'rows', 'withoutKey'],
			],
		]);
	});

	it('counts retries while it runs, and those of the runs before', async () => {
		const {client} = await simulate({rooms: 40, faults: ['503@1', '503@3', '404@5', '503@7']});
		const destination = fresh();
		const told: Array<readonly [rows: number, retries: number, resumedFrom: number]> = [];
		const onProgress = ({rows, retries, resumedFrom}: ExportProgress) => {
			told.push([rows, retries, resumedFrom]);
		};
		await rejection(exportRooms(client, query, {destination, onProgress, readAhead: 0}));
		const summary = await exportRooms(client, query, {destination, onProgress, readAhead: 0, resume: true});
		expect(told).toEqual([
			[10, 1, 0],
			[20, 2, 0],
			[30, 2, 20],
			[40, 3, 20],
		]);
		expect(summary).toMatchObject({retries: 3, resumedFrom: 20});
	});

	it('is waited for, and ends the export with what it rejects with; it can be resumed', async () => {
		const {client} = await simulate({rooms: 30});
		const destination = fresh();
		const full = new Error('the queue is full');
		const onProgress = async ({rows}: ExportProgress) => {
			await new Promise(resolve => setImmediate(resolve));
			if (rows === 10) throw full;
		};
		expect(await rejection(exportRooms(client, query, {destination, onProgress}))).toBe(full);
		expect(await exportRooms(client, query, {destination, resume: true})).toMatchObject({rows: 30, resumedFrom: 10});
		expect(readFileSync(destination, 'utf8').split('\n')).toHaveLength(31);
	});

	it('does not hold up an abort', async () => {
		const {client} = await simulate({rooms: 30});
		const controller = new AbortController();
		const onProgress = () => {
			controller.abort(new Error('enough'));
			return new Promise(() => {});
		};
		const {signal} = controller;
		const error = await rejection(exportRooms(client, query, {destination: fresh(), onProgress, signal}));
		expect(error).toMatchObject({message: 'enough'});
	});
});
