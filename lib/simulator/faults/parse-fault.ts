import * as E from 'fp-ts/lib/Either.js';
import type {OptionTable} from '../../core/option.ts';
import {show} from '../checks.ts';
import {type Fault, type FaultTrigger, faultNames, fieldsOf} from './fault.ts';

export type ParsedFault = {readonly ok: true; readonly value: Fault} | {readonly ok: false; readonly error: string};

type Settings = Readonly<Record<string, unknown>>;
type Parsed<Value> = Value | {readonly error: string};

const isStatus = (name: string): boolean => /^[45]\d\d$/.test(name);

const parseTrigger = (mark: string, text: string): Parsed<FaultTrigger> => {
	if (mark === '@') {
		const request = /^\d{1,15}$/.test(text) ? Number(text) : 0;
		return request > 0
			? {request}
			: {error: `${show(`@${text}`)} must name a request by its number, from 1, as in "503@3".`};
	}
	if (mark === ':') {
		const probability = /^(\d+(\.\d*)?|\.\d+)$/.test(text) ? Number(text) : Number.NaN;
		const isPossible = probability >= 0 && probability <= 1;
		return isPossible
			? {probability}
			: {error: `${show(`:${text}`)} must be a probability from 0 to 1, as in "503:0.05".`};
	}
	return {};
};

const kebab = (name: string): string => name.replace(/[A-Z]/g, letter => `-${letter.toLowerCase()}`);

const parseSettings = (fields: OptionTable, texts: readonly string[]): Parsed<Settings> => {
	const known = new Map(Object.entries(fields).map(([name, {fromText}]) => [kebab(name), {name, fromText}]));
	const settings: Record<string, unknown> = {};
	for (const text of texts) {
		const [, typed = text, value = ''] = /^([^=]*)=(.*)$/.exec(text) ?? [];
		const {name, fromText} = known.get(typed) ?? {};
		if (name === undefined || fromText === undefined) {
			const hint = known.size === 0 ? 'it takes none' : `it takes ${[...known.keys()].join(' and ')}`;
			return {error: `${show(text)} is no setting of this fault: ${hint}.`};
		}
		const read = fromText(value, undefined);
		if (E.isLeft(read)) return {error: `${show(text)} ${read.left.replace('It must be', 'must give')}.`};
		settings[name] = read.right;
	}
	return settings;
};

/**
 * Reads a fault as command lines write it: a name, then `:probability` or `@request` or nothing for every request,
 * then settings: `503:0.05`, `truncate@2`, `429@3;retry-after=2`, `slow:0.1;delay=50;chunks=8`, `loop@5;back=2`.
 * Never throws: the error is a sentence that names what exists.
 */
export const parseFault = (text: string): ParsedFault => {
	const [head = '', ...settingTexts] = text.trim().split(';');
	const [, name = '', mark = '', when = ''] = /^([^:@]*)([:@]?)(.*)$/.exec(head) ?? [];
	if (!isStatus(name) && !faultNames.includes(name)) {
		const error = `${show(text)} is no fault; there are ${faultNames.join(', ')}, and any status from 400 to 599.`;
		return {ok: false, error};
	}
	const trigger = parseTrigger(mark, when);
	if ('error' in trigger) return {ok: false, error: trigger.error};
	// The name of a status says what it is.
	const {status, ...withoutStatus} = fieldsOf('status');
	const settings = parseSettings(isStatus(name) ? withoutStatus : fieldsOf(name), settingTexts);
	if ('error' in settings) return {ok: false, error: String(settings.error)};
	const action = isStatus(name) ? {kind: 'status', status: Number(name)} : {kind: name};
	return {ok: true, value: {...action, ...settings, ...trigger} as Fault};
};
