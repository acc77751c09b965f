/** The files of an export that is under way. Their names are documented: people look for them after a crash. */
export interface ExportPaths {
	readonly partial: string;
	readonly checkpoint: string;
	/** The ids that are written. */
	readonly seen: string;
	readonly lock: string;
}

export const exportPaths = (destination: string): ExportPaths => ({
	partial: `${destination}.partial`,
	checkpoint: `${destination}.checkpoint.json`,
	seen: `${destination}.seen`,
	lock: `${destination}.lock`,
});
