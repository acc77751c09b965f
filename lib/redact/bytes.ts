/** Texts as bytes, by what every runtime has. */
const encoder = new TextEncoder();

/** UTF-8. */
export const utf8 = (text: string): Uint8Array => encoder.encode(text);

/** As many as a call takes arguments, in any runtime. */
const pieceLength = 8192;

/** A character for each byte. */
export const characters = (bytes: Uint8Array): string => {
	let text = '';
	for (let at = 0; at < bytes.length; at += pieceLength) {
		text += String.fromCharCode(...bytes.subarray(at, at + pieceLength));
	}
	return text;
};

export const base64 = (text: string): string => btoa(characters(utf8(text)));

export const hexadecimal = (text: string): string =>
	Array.from(utf8(text), byte => byte.toString(16).padStart(2, '0')).join('');
