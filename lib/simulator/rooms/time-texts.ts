import {lazyTable} from '../seed/lazy-table.ts';

/** Times are counted in steps of five seconds: fine enough, and a day has few enough of them to keep their texts. */
export const stepMilliseconds = 5000;

export const stepsPerDay = 86_400_000 / stepMilliseconds;

const dateText = (day: number): string => new Date(day * 86_400_000).toISOString().slice(0, 11);

const createdDay = lazyTable(day => `,"created_at":"${dateText(day)}`);
const updatedDay = lazyTable(day => `Z","updated_at":"${dateText(day)}`);
const timeOfDay = lazyTable(step => new Date(step * stepMilliseconds).toISOString().slice(11, 19));

/** `created_at` and `updated_at` of a room as they stand in its JSON, the last quote included; times in steps since 1970. */
export const timestampFragment = (created: number, updated: number): string => {
	const firstDay = Math.floor(created / stepsPerDay);
	const lastDay = Math.floor(updated / stepsPerDay);
	return `${
		createdDay(firstDay) + timeOfDay(created - firstDay * stepsPerDay) + updatedDay(lastDay)
	}${timeOfDay(updated - lastDay * stepsPerDay)}Z"`;
};
