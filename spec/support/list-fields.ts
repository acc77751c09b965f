import * as t from 'io-ts';
import {merged, type Shape} from '../../scripts/lists-check/shape.ts';
import {shapeOfCodec} from '../../scripts/lists-check/shape-of-codec.ts';

/** A field of an item; those of objects in it follow, with dotted names. */
interface FieldRow {
	readonly name: string;
	readonly type: string;
	readonly remark: string;
}

const typeOf = (shape: Shape): string => {
	if (shape.kind === 'array') return `array: ${typeOf(merged(shape.of))}`;
	if (shape.kind === 'record') return 'object';
	if (shape.kind === 'union') return [...new Set(shape.forms.map(typeOf))].join(' or ');
	return 'format' in shape && shape.format !== '' ? shape.format : shape.kind;
};

const knownIn = (shape: Shape): readonly string[] => {
	if (shape.kind === 'array') return knownIn(merged(shape.of));
	return 'known' in shape ? shape.known : [];
};

/** The shapes of what a field holds, and what stands behind its name for them: of arrays those of an entry. */
const inside = (shape: Shape, name: string): {readonly shape: Shape; readonly name: string} =>
	shape.kind === 'array' ? inside(merged(shape.of), `${name}[]`) : {shape, name};

const rowsOf = (shape: Shape, prefix: string): readonly FieldRow[] => {
	if (shape.kind !== 'object') return [];
	return Object.entries(shape.fields).flatMap(([key, field]) => {
		const own = merged(field.shape);
		const name = prefix + key;
		const known = knownIn(own);
		const remarks = [
			...(own.nullable && own.kind !== 'null' ? ['or null'] : []),
			...(field.required ? [] : ['may be absent']),
			...(known.length > 0 ? [`known: ${known.map(value => `\`${value}\``).join(', ')}`] : []),
		];
		const within = inside(own, name);
		return [{name, type: typeOf(own), remark: remarks.join('; ')}, ...rowsOf(within.shape, `${within.name}.`)];
	});
};

const tableOf = (rows: readonly FieldRow[]): string =>
	['| field | type | |', '| --- | --- | --- |', ...rows.map(row => `| \`${row.name}\` | ${row.type} | ${row.remark} |`)]
		.join('\n')
		.concat('\n');

const sameRow = (one: FieldRow) => (other: FieldRow) => JSON.stringify(one) === JSON.stringify(other);

/** The fields of an item, as a table; of items of several forms first those that all have, then those of each. */
export const fieldTables = (codec: t.Mixed): string => {
	if (!(codec instanceof t.UnionType)) return `${tableOf(rowsOf(merged(shapeOfCodec(codec)), ''))}`;
	const forms = (codec.types as readonly t.Mixed[]).map(form => ({
		name: form.name,
		rows: rowsOf(shapeOfCodec(form), ''),
	}));
	const [first] = forms;
	const common = first?.rows.filter(row => forms.every(({rows}) => rows.some(sameRow(row)))) ?? [];
	const own = forms.map(({name, rows}) => {
		const others = rows.filter(row => !common.some(sameRow(row)));
		return `\`${name}\` has besides them:\n\n${tableOf(others)}`;
	});
	return [`An item has one of ${forms.length} forms. All of them have:\n\n${tableOf(common)}`, ...own].join('\n');
};
