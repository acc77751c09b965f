import * as E from 'fp-ts/lib/Either.js';
import {invalidInput} from '../../core/api-error.ts';
import {orThrow} from '../../pagination/pagination-error.ts';

/** In bundles for browsers and workers, in the place of `export-to-file.ts`: `browser` in `package.json` says so to bundlers. */
export const exportToFile = async (): Promise<never> =>
	orThrow(
		E.left(
			invalidInput(
				'This bundle was made for browsers or workers, and leaves out what writes files: bundle for Node. Nothing was requested or written.',
			),
		),
	);
