/** Walks of which nobody knows beforehand how many there are. */
export interface Family {
	readonly begin: () => void;
	/** Once for each that was begun, and once when no other one will be. */
	readonly end: (isWell: boolean) => Promise<void>;
}

/** @param finish what is done when the last walk has ended; told whether none has failed */
export const familyOf = (finish: (isWell: boolean) => Promise<void>): Family => {
	let [open, allWell] = [1, true];
	return {
		begin: () => {
			open++;
		},
		end: async isWell => {
			allWell &&= isWell;
			if (--open === 0) await finish(allWell);
		},
	};
};
