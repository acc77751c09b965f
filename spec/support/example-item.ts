import * as t from 'io-ts';
import {KnownNumber, KnownText} from '../../lib/core/scalars.ts';

const texts: Readonly<Record<string, (ordinal: number) => string>> = {
	text: ordinal => `text ${ordinal}`,
	timestamp: () => '2026-01-31T10:00:00Z',
	rfc2822: () => 'Sat, 31 Jan 2026 10:00:00 +0000',
	uuid: ordinal => `00000000-0000-4000-8000-${String(ordinal).padStart(12, '0')}`,
	url: ordinal => `https://example.test/${ordinal}`,
};

/** A value that a codec of the catalogue takes; what differs from one to the next is made of `ordinal`. */
export const exampleOf = (codec: t.Mixed, ordinal: number): unknown => {
	const propsOf = (props: t.Props) =>
		Object.fromEntries(Object.entries(props).map(([name, inside]) => [name, exampleOf(inside, ordinal)]));
	if (codec instanceof KnownText) return codec.known[ordinal % codec.known.length] ?? texts[codec.kind]?.(ordinal);
	if (codec instanceof KnownNumber) return codec.known[ordinal % codec.known.length] ?? ordinal;
	if (codec instanceof t.LiteralType) return codec.value;
	if (codec instanceof t.KeyofType) return Object.keys(codec.keys)[0];
	if (codec instanceof t.InterfaceType || codec instanceof t.PartialType) return propsOf(codec.props);
	if (codec instanceof t.IntersectionType) {
		return Object.assign({}, ...codec.types.map((part: t.Mixed) => exampleOf(part, ordinal)));
	}
	if (codec instanceof t.UnionType) return exampleOf(codec.types[ordinal % codec.types.length], ordinal);
	if (codec instanceof t.ArrayType) return [exampleOf(codec.type, ordinal)];
	if (codec === t.null) return null;
	if (codec === t.boolean) return ordinal % 2 === 0;
	if (codec === t.number) return ordinal / 2;
	return codec === t.string ? `text ${ordinal}` : {};
};
