/**
 * A plugin of typedoc: addresses are made of the paths of files and of what one imports; titles are those that the pages
 * and the package give themselves.
 */
import {join} from 'node:path';
import {Converter, ReflectionKind, RendererEvent} from 'typedoc';
import {entries, pages, root} from './sources.mjs';

const byFile = (described, file) => described.find(one => join(root, one.file) === file);

export const naming = app => {
	const titles = new Map();

	app.converter.on(Converter.EVENT_CREATE_DOCUMENT, (_context, document) => {
		const page = byFile(pages, document.project.files.getReflectionPath(document));
		titles.set(document, page.title);
		document.name = page.slug;
		document.frontmatter.group = page.group;
	});

	app.converter.on(Converter.EVENT_CREATE_DECLARATION, (context, declaration) => {
		if (!declaration.kindOf(ReflectionKind.Module)) return;
		const [file] = context.getSymbolFromReflection(declaration).declarations;
		declaration.name = byFile(entries, file.fileName).name;
	});

	// The addresses are settled now, and nothing has been written yet.
	app.renderer.on(RendererEvent.BEGIN, () => {
		for (const [document, title] of titles) document.name = title;
	});
};
