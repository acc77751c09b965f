import type {AnyList} from '../core/list.ts';
import type {Noun} from '../core/noun.ts';

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

const subscriberHelp = `
  SIGNALWIRE_SUBSCRIBER_TOKEN  the token that this list is asked for with, when --subscriber-token-file is not given`;

/** What stands below the flags in the help of a list. */
export const listHelp = ({scope, authentication}: AnyList, {many}: Noun, examples: readonly string[]): string => `
${capital(many)} are written to standard output as newline-delimited JSON, all else to standard error. With --output they go to
a file: .ndjson, .json, .csv (each also with .gz), .parquet or .sqlite; with postgres://USER@HOST/DATABASE to a table.
Until a file is complete, everything is in the folder FILE.partial beside it.

With --resume-from, CSV has no header, as it stands before the ${many} of the earlier run, and JSON, being one array, cannot
be gone on with. Limits of --output count over all runs; the latest that was given applies.

Environment:
  SIGNALWIRE_SPACE       the space, when neither --space nor --base-url is given
  SIGNALWIRE_PROJECT_ID  the project ID, when --project-id is not given
  SIGNALWIRE_API_TOKEN   the API token, when --token-file is not given${scope === undefined ? '' : `; it needs the ${scope} scope`}${authentication === 'subscriber' ? subscriberHelp : ''}
  HTTPS_PROXY, NO_PROXY  the proxy to go through, and the hosts to reach without it, as curl reads them (ALL_PROXY too)
  NO_COLOR               anything: no colours

Exit codes:
  0    done
  1    failed; the message tells how to go on, where one can
  2    wrong usage; nothing was requested
  4    missing or refused credentials
  130  interrupted by Ctrl-C (143: by SIGTERM, 129: by a closed terminal); how to go on is printed

Examples:
${examples.map(example => `  signalwire-paginate ${example}`).join('\n')}`;
