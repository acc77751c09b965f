/** The session that is on in a room; any field may be missing. */
export interface SimulatedSession {
	readonly id?: string;
	readonly room_id?: string;
	readonly name?: string;
	readonly display_name?: string;
	readonly join_from?: string;
	readonly join_until?: string;
	readonly remove_at?: string;
	readonly remove_after_seconds_elapsed?: number;
	readonly layout?: string;
	readonly max_members?: number;
	readonly fps?: number;
	readonly quality?: string;
	readonly start_time?: string;
	readonly end_time?: string;
	readonly duration?: number;
	readonly status?: string;
	readonly record_on_start?: boolean;
	readonly enable_room_previews?: boolean;
	readonly preview_url?: string;
	readonly audio_video_sync?: boolean;
}

/** A room exactly as the simulator sends it. Times are UTC, RFC 3339. */
export interface SimulatedRoom {
	readonly id: string;
	readonly name: string;
	readonly display_name: string | null;
	readonly description: string | null;
	readonly max_members: number;
	readonly quality: string;
	readonly fps: number;
	readonly join_from: string | null;
	readonly join_until: string | null;
	readonly remove_at: string | null;
	readonly remove_after_seconds_elapsed: number | null;
	readonly layout: string;
	readonly record_on_start: boolean;
	readonly tone_on_entry_and_exit: boolean;
	readonly room_join_video_off: boolean;
	readonly user_join_video_off: boolean;
	readonly enable_room_previews: boolean | null;
	readonly sync_audio_video: boolean | null;
	readonly meta: Readonly<Record<string, unknown>> | null;
	readonly prioritize_handraise: boolean;
	readonly created_at: string;
	readonly updated_at: string;
	/** Only when asked for, and even then not in every room. */
	readonly active_session?: SimulatedSession | null;
}
