import {join} from 'node:path';
import {naming} from './naming.mjs';
import {entries, license, packageName, pages, root, version} from './sources.mjs';

/** @type {import('typedoc').TypeDocOptions} */
export default {
	name: packageName,
	entryPoints: entries.map(({file}) => join(root, file)),
	tsconfig: join(root, 'lib/tsconfig.json'),
	readme: join(root, 'README.md'),
	projectDocuments: pages.map(({file}) => join(root, file)),
	basePath: root,
	out: 'out',
	plugin: [naming],
	router: 'structure',
	headings: {readme: false, document: false},
	navigation: {includeFolders: false, excludeReferences: true},
	useFirstParagraphOfCommentAsSummary: true,
	favicon: 'favicon.svg',
	sortEntryPoints: false,
	kindSortOrder: ['Document', 'Module', 'Function', 'Variable', 'Interface', 'TypeAlias', 'Class'],
	groupOrder: ['Documents', 'Modules', 'Functions', 'Variables', 'Interfaces', 'Type Aliases', 'Classes', '*'],
	customCss: 'site.css',
	searchInComments: true,
	searchInDocuments: true,
	excludeExternals: true,
	excludeInternal: true,
	includeHierarchySummary: false,
	disableSources: true,
	customFooterHtml: `<p>${packageName} ${version}, licence ${license}</p>`,
	highlightLanguages: [
		'bash',
		'css',
		'html',
		'javascript',
		'json',
		'shellscript',
		'sql',
		'typescript',
		'python',
		'yaml',
	],
	ignoredHighlightLanguages: ['csv', 'text'],
	// How types are computed, and no types of their own.
	intentionallyNotExported: ['InPath', 'OfKind', 'Parameters'],
	treatWarningsAsErrors: true,
};
