import {readdirSync, readFileSync} from 'node:fs';
import {join} from 'node:path';

const packagePath = /^(?:.*\/)?node_modules\/(?:@[^/]+\/)?[^/]+/;

const licenceOf = folder => {
	const {name, version, license} = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
	const file = readdirSync(folder).find(entry => /^licen[cs]e(\.md|\.txt)?$/i.test(entry));
	if (file === undefined) throw new Error(`${name} has no licence file: it cannot be bundled`);
	return `${name} ${version} (${license})\n\n${readFileSync(join(folder, file), 'utf8').trim()}\n`;
};

/** The licences of all packages that are in a bundle, as their texts ask for. */
export const licencesOf = ({inputs}) => {
	const folders = new Set(Object.keys(inputs).flatMap(path => packagePath.exec(path)?.[0] ?? []));
	const texts = [...folders].sort().map(licenceOf);
	return ['The JavaScript in this folder has parts of these packages in it.\n', ...texts].join(
		`\n${'-'.repeat(80)}\n\n`,
	);
};
