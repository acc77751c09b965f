import {InvalidArgumentError} from 'commander';

/** A whole number, as flags are typed. */
export const wholeNumber =
	(minimum: number, maximum: number = Number.MAX_SAFE_INTEGER) =>
	(text: string): number => {
		const number = Number(text);
		if (/^\d+$/.test(text) && number >= minimum && number <= maximum) return number;
		const upTo = maximum === Number.MAX_SAFE_INTEGER ? '' : ` to ${maximum}`;
		throw new InvalidArgumentError(`It must be a whole number from ${minimum}${upTo}.`);
	};

/** `id,name,active_session.status` */
export const fieldList = (text: string): readonly string[] => {
	const fields = text.split(',').map(field => field.trim());
	if (fields.every(field => /^[^.\s]+(\.[^.\s]+)*$/.test(field))) return fields;
	throw new InvalidArgumentError('It must be names separated by commas, such as id,name,active_session.status.');
};
