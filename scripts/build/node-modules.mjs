/**
 * Packages that are no modules of the language ask for Node's own with `require`, which is not there in one. Each that is
 * asked for so becomes an import of a module that hands it on. What is assigned to it stays with the copy.
 */
export const nodeModules = {
	name: "Node's own modules",
	setup: ({onResolve, onLoad}) => {
		onResolve({filter: /^node:/}, ({path, kind, namespace}) => {
			if (kind !== 'require-call' || namespace === 'required') return {path, external: true};
			return {path, namespace: 'required'};
		});
		onLoad({filter: /^/, namespace: 'required'}, ({path}) => ({
			contents: `import * as all from ${JSON.stringify(path)}; export * from ${JSON.stringify(path)}; export default all.default;`,
		}));
	},
};
