const heading = /^## (.+)$/m;
const notYet = 'Not released yet.';

/**
 * The changelog, with what is not released yet as that version. Its first heading is `Unreleased`, or the version.
 * @param date as 2026-01-31
 */
export const releasedChangelog = (changelog, version, date) => {
	const match = heading.exec(changelog);
	if (match === null) throw new Error('CHANGELOG.md has no heading: write what is new below "## Unreleased"');
	const [line, name] = match;
	if (name !== 'Unreleased' && name !== version) {
		throw new Error(`CHANGELOG.md begins with ${name}: write what is new in ${version} below "## Unreleased"`);
	}
	const before = changelog.slice(0, match.index);
	const after = changelog.slice(match.index + line.length);
	const end = after.search(/^## /m);
	const told = (end < 0 ? after : after.slice(0, end)).trim();
	if (/^Released on /.test(told)) throw new Error(`CHANGELOG.md says that ${version} is released already`);
	if (told.replace(notYet, '').replace(/^#.*$/gm, '').trim() === '') {
		throw new Error(`CHANGELOG.md tells nothing of ${version}`);
	}
	const rest = after.trimStart();
	const kept = rest.startsWith(notYet) ? rest.slice(notYet.length).trimStart() : rest;
	return `${before}## ${version}\n\nReleased on ${date}.\n\n${kept}`;
};
