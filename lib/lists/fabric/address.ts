import * as t from 'io-ts';
import {openStringEnum} from '../../core/open-enum.ts';
import {timestamp, url, uuid} from '../../core/scalars.ts';

/** @inline */
type Kind = 'app' | 'room' | 'call' | 'subscriber';

/** Checks an address, given what resources of a list are known to be. */
export const fabricAddressCodec = (...kinds: readonly Kind[]) =>
	t.type(
		{
			/** The address, a UUID. */
			id: uuid,
			/** The name. */
			name: t.string,
			/** The name shown to people. */
			display_name: t.string,
			/** Where its picture is. */
			cover_url: url,
			/** Where its preview video is. */
			preview_url: url,
			/** Whether it is locked. */
			locked: t.boolean,
			/** The path to call for each kind of talk that the resource knows. */
			channels: t.partial({
				/** The path to call for sound. */
				audio: t.string,
				/** The path to write to. */
				messaging: t.string,
				/** The path to call for pictures. */
				video: t.string,
			}),
			/** When it was made, RFC 3339. */
			created_at: timestamp,
			/** What the resource is. */
			type: openStringEnum<Kind>(...kinds),
		},
		'FabricAddress',
	);

/** Where a resource can be called, exactly as SignalWire sent it. */
export interface FabricAddress extends t.TypeOf<ReturnType<typeof fabricAddressCodec>> {}
