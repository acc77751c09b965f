/**
 * A plugin of typedoc: addresses are made of the paths of files and of what one imports; titles are those that the pages
 * and the package give themselves; the pages of a folder stand below the folder's own.
 */
import {basename, join} from 'node:path';
import {Converter, ReflectionKind, RendererEvent} from 'typedoc';
import {entries, pageAbove, pages, root} from './sources.mjs';

const byFile = (described, file) => described.find(one => join(root, one.file) === file);

const putBelow = (parent, document) => {
	document.parent.removeChild(document);
	document.parent = parent;
	document.name = basename(document.name);
	parent.addChild(document);
};

export const naming = app => {
	const documents = new Map();

	app.converter.on(Converter.EVENT_CREATE_DOCUMENT, (_context, document) => {
		const page = byFile(pages, document.project.files.getReflectionPath(document));
		documents.set(page, document);
		document.name = page.slug;
		if (!page.hasHeading) document.content.unshift({kind: 'text', text: `# ${page.title}\n\n`});
	});

	app.converter.on(Converter.EVENT_CREATE_DECLARATION, (context, declaration) => {
		if (!declaration.kindOf(ReflectionKind.Module)) return;
		const [file] = context.getSymbolFromReflection(declaration).declarations;
		declaration.name = byFile(entries, file.fileName).name;
	});

	app.converter.on(Converter.EVENT_RESOLVE_BEGIN, () => {
		for (const [page, document] of documents) {
			const above = documents.get(pageAbove(page));
			if (above !== undefined) putBelow(above, document);
		}
	});

	// The addresses are settled now, and nothing has been written yet.
	app.renderer.on(RendererEvent.BEGIN, () => {
		for (const [{title}, document] of documents) document.name = title;
	});
};
