import type {OpenFile} from './open-file.ts';

/** Writes all of it at a place: a single write may take less, such as on a disk that is nearly full. */
export const writeAll = async (file: OpenFile, data: Uint8Array, position: number): Promise<void> => {
	for (let written = 0; written < data.length; ) {
		const {bytesWritten} = await file.write(data, written, data.length - written, position + written);
		written += bytesWritten;
	}
};
