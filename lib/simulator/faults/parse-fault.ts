import {show} from '../checks.ts';
import {type Fault, type FaultTrigger, faultNames, type NamedFaultAction, type PlainFault} from './fault.ts';

export type ParsedFault = {readonly ok: true; readonly value: Fault} | {readonly ok: false; readonly error: string};

type Settings = ReadonlyMap<string, string>;
type Parsed<Value> = Value | {readonly error: string};

/** Which settings each fault takes; all others take none. */
const settingNames: Readonly<Record<string, readonly string[]>> = {
	status: ['retry-after'],
	slow: ['delay', 'chunks'],
	html: ['status'],
	loop: ['back'],
};

const ranges: Readonly<Record<string, readonly [minimum: number, maximum: number]>> = {
	delay: [0, 3_600_000],
	chunks: [1, 1_000_000],
	status: [200, 599],
	back: [0, 100_000_000],
};

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

const parseSettings = (kind: string, texts: readonly string[]): Parsed<Settings> => {
	const known = settingNames[kind] ?? [];
	const settings = new Map<string, string>();
	for (const text of texts) {
		const [, name = text, value = ''] = /^([^=]*)=(.*)$/.exec(text) ?? [];
		if (!known.includes(name)) {
			const hint = known.length === 0 ? 'it takes none' : `it takes ${known.join(' and ')}`;
			return {error: `${show(text)} is no setting of this fault: ${hint}.`};
		}
		const [minimum, maximum] = ranges[name] ?? [];
		if (minimum !== undefined && maximum !== undefined) {
			const number = /^\d{1,9}$/.test(value) ? Number(value) : Number.NaN;
			if (!(number >= minimum && number <= maximum)) {
				return {error: `${show(text)} must give a whole number from ${minimum} to ${maximum}.`};
			}
		} else if (!/^[\x20-\x7e]+$/.test(value)) {
			return {error: `${show(text)} must give seconds or an HTTP date, as in "429@3;retry-after=2".`};
		}
		settings.set(name, value);
	}
	return settings;
};

const numeric = <Name extends string>(settings: Settings, name: Name): {[Key in Name]?: number} => {
	const value = settings.get(name);
	return value === undefined ? {} : ({[name]: Number(value)} as {[Key in Name]?: number});
};

const actionOf = (name: string, settings: Settings): NamedFaultAction => {
	if (isStatus(name)) {
		const text = settings.get('retry-after');
		const retryAfter = text === undefined ? {} : {retryAfter: /^\d+$/.test(text) ? Number(text) : text};
		return {kind: 'status', status: Number(name), ...retryAfter};
	}
	switch (name) {
		case 'slow':
			return {kind: 'slow', ...numeric(settings, 'delay'), ...numeric(settings, 'chunks')};
		case 'html':
			return {kind: 'html', ...numeric(settings, 'status')};
		case 'loop':
			return {kind: 'loop', ...numeric(settings, 'back')};
		default:
			return {kind: name as PlainFault['kind']};
	}
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
	const settings = parseSettings(isStatus(name) ? 'status' : name, settingTexts);
	if ('error' in settings) return {ok: false, error: settings.error};
	return {ok: true, value: {...actionOf(name, settings), ...trigger}};
};
