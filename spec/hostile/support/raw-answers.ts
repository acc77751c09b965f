import {properText} from './hostile-server.ts';

/** Pieces of answers, as bytes on the wire. */
export const length: number = Buffer.byteLength(properText);
export const half: string = properText.slice(0, length / 2);
export const headers = 'HTTP/1.1 200 OK\r\ncontent-type: application/json\r\n';
export const whole = `${headers}content-length: ${length}\r\n\r\n${properText}`;
export const chunked = `${headers}transfer-encoding: chunked\r\n\r\n`;
export const chunk = (text: string): string => `${Buffer.byteLength(text).toString(16)}\r\n${text}\r\n`;
