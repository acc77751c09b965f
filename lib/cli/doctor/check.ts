export type Verdict = 'ok' | 'warning' | 'problem';

/** One line of the report. */
export interface Check {
	readonly name: string;
	readonly verdict: Verdict;
	/** What was found. */
	readonly text: string;
	/** What to do next, where not all is well. */
	readonly next?: string;
}

export const ok = (name: string, text: string): Check => ({name, verdict: 'ok', text});
export const warning = (name: string, text: string, next: string): Check => ({name, verdict: 'warning', text, next});
export const problem = (name: string, text: string, next: string): Check => ({name, verdict: 'problem', text, next});

/** Of what was not tried, as something above it was wrong. */
export const untried = (name: string): Check => warning(name, 'not tried', 'Mend what is above first.');
