/** What `npm version` runs before it commits: the other two files that tell the version follow package.json. */
import {readFileSync, writeFileSync} from 'node:fs';
import {releasedChangelog} from './changelog.mjs';

const {version} = JSON.parse(readFileSync('package.json', 'utf8'));
const today = new Date().toISOString().slice(0, 10);

const edit = (path, change) => writeFileSync(path, change(readFileSync(path, 'utf8')));

edit('CHANGELOG.md', text => releasedChangelog(text, version, today));
edit('lib/client/version.ts', text => text.replace(/version = '.*'/, `version = '${version}'`));
