import * as t from 'io-ts';

/** A time as text. Checked as any string is: what the server sent is kept; exporters know by it that it is a time. */
export const timestamp: t.StringC = new t.StringType();

/** A number that counts something. Checked as any number is; exporters know by it that a whole-number column will do. */
export const integer: t.NumberC = new t.NumberType();
