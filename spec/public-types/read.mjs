/**
 * Reads the public types as users see them, from the declarations that the build makes: `--write` puts them into the
 * snapshot, otherwise they are printed as JSON, with what an editor says of each member. It asks TypeScript itself,
 * whose interface for programs is not settled yet: a new version may want changes here.
 */
import {spawnSync} from 'node:child_process';
import {randomUUID} from 'node:crypto';
import {readdirSync, readFileSync, rmSync, writeFileSync} from 'node:fs';
import {join, relative} from 'node:path';
import {API, NodeBuilderFlags as Flags, SignatureKind, SymbolFlags} from 'typescript/unstable/sync';

const root = join(import.meta.dirname, '..', '..');
const {name: packageName, exports: entries} = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));

/** Makes the declarations in a folder that is gone when `use` has had them. */
const withDeclarations = use => {
	// Inside node_modules, so that the packages that they import resolve.
	const folder = join(root, 'node_modules', '.cache', packageName, `types-${randomUUID()}`);
	const tsc = join(root, 'node_modules', 'typescript', 'bin', 'tsc');
	try {
		const {status, stdout} = spawnSync(process.execPath, [
			tsc,
			'-p',
			join(root, 'lib'),
			'--outDir',
			folder,
			'--singleThreaded',
		]);
		if (status !== 0) throw new Error(`The declarations cannot be made:\n${stdout}`);
		return use(folder);
	} finally {
		rmSync(folder, {recursive: true, force: true});
	}
};

/** What TypeScript knows of some files of a folder. */
const withProject = (folder, files, use) => {
	const config = join(folder, 'tsconfig.json');
	const options = {
		module: 'nodenext',
		lib: ['es2022'],
		types: ['node'],
		strict: true,
		exactOptionalPropertyTypes: true,
	};
	writeFileSync(config, JSON.stringify({compilerOptions: options, files}));
	const api = new API({cwd: folder});
	try {
		return use(api.updateSnapshot({openProjects: [config]}).getProject(config));
	} finally {
		api.close();
	}
};

/** Every type that a file of the declarations exports. */
const typesIn = folder => {
	const pattern = /^export (?:declare )?(?:interface|type) (\w+)(<(?:[^<>]|<[^<>]*>)*>)?/gm;
	const files = readdirSync(folder, {recursive: true}).filter(file => file.endsWith('.d.ts'));
	const found = files.flatMap(file =>
		Array.from(readFileSync(join(folder, file), 'utf8').matchAll(pattern), ([, name, parameters = '']) => {
			const given = parameters.replace(/ (?:extends|=) (?:[^,<>]|<[^<>]*>)*/g, '');
			return {name, file, parameters, given};
		}),
	);
	return found.map((type, index) => ({...type, named: `Named${index}`, shown: `Shown${index}`}));
};

/** A module that gives each type under two names, the second with its members, also where they are computed. */
const probeOf = types =>
	[
		'type Shown<T> = {[Key in keyof T]: T[Key]};',
		...types.flatMap(({name, file, parameters, given, named, shown}) => {
			const type = `import('./${file.replace(/\.d\.ts$/, '.js')}').${name}${given}`;
			return [`export type ${named}${parameters} = ${type};`, `export type ${shown}${parameters} = Shown<${type}>;`];
		}),
	].join('\n');

/** What all members of a union have is shown once. */
const unionOf = members => {
	const lines = members.map(member => member.split('\n').slice(1, -1));
	const common = lines[0].filter(line => lines.every(others => others.includes(line)));
	const simple = common.length > 0 && common.every(line => /^ {4}\S.*;$/.test(line));
	if (members.length === 1 || !simple) return members.join(' | ');
	const block = (some, end) => ['{', ...some, end].join('\n');
	const own = lines.map(others =>
		block(
			others.filter(line => !common.includes(line)),
			'}',
		),
	);
	return `${block(common, '}')} & (${own.join(' | ')})`;
};

const style =
	Flags.NoTruncation | Flags.MultilineObjectLiterals | Flags.UseSingleQuotesForStringLiteralType | Flags.IgnoreErrors;

/** What can be asked about the types of a project. */
const createReader = (folder, types, {program, checker}) => {
	const exportsOf = file =>
		checker
			.getExportsOfModule(checker.getSymbolAtLocation(program.getSourceFile(join(folder, file))))
			.map(symbol => (symbol.flags & SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol));
	const probe = new Map(exportsOf('probe.ts').map(symbol => [symbol.name, checker.getDeclaredTypeOfSymbol(symbol)]));
	const text = (type, more = 0) => checker.typeToString(type, undefined, style | more);
	const partsOf = type => (type.isUnionType() ? type.getTypes() : [type]);
	const isCallable = type =>
		[SignatureKind.Call, SignatureKind.Construct].some(kind => checker.getSignaturesOfType(type, kind).length > 0);
	const names = new Set(types.map(({name}) => name));
	const speaks = type => !/[{<]/.test(text(type)) || names.has(/^(\w+)(?:<.*>)?$/s.exec(text(type))?.[1]);
	const bodyOf = ({named, shown}) => {
		const type = probe.get(named);
		const members = partsOf(probe.get(shown)).map(member => text(member, Flags.InTypeAlias));
		const isWhole = type.isUnionType() ? partsOf(type).every(speaks) : !type.isObjectType() || isCallable(type);
		const isOpen = members.some(member => member.includes(' in keyof '));
		return isOpen || (isWhole && !type.isIntersectionType()) ? text(type, Flags.InTypeAlias) : unionOf(members);
	};
	const isOurs = ({declarations}) => declarations.some(({path}) => path.toLowerCase().startsWith(folder.toLowerCase()));
	return {
		exportsOf,
		typeOf: ({name, declarations}) =>
			types.find(
				type =>
					type.name === name &&
					declarations.some(({path}) => path.toLowerCase().endsWith(`/${type.file}`.toLowerCase())),
			),
		showType: type => `type ${type.name}${type.parameters} = ${bodyOf(type)};`,
		showValue: symbol => `const ${symbol.name}: ${text(checker.getTypeOfSymbol(symbol))};`,
		/** What an editor says of the members of a type that are declared here. */
		docsOf: ({name, shown}) =>
			checker
				.getPropertiesOfType(probe.get(shown))
				.filter(isOurs)
				.map(member => [`${name}.${member.name}`, checker.getDocumentationCommentOfSymbol(member)]),
	};
};

const byName = (one, other) => (one.name < other.name ? -1 : 1);

/** An entry of the package: what it exports, but for what an earlier one has shown. */
const readEntry = (reader, title, symbols, known) => {
	const fresh = symbols.filter(({id}) => !known.symbols.has(id)).sort(byName);
	const again = symbols.filter(({id}) => known.symbols.has(id)).map(({name}) => name);
	for (const {id} of fresh) known.symbols.add(id);
	const declarations = fresh.map(symbol => {
		const type = symbol.flags & SymbolFlags.Type ? reader.typeOf(symbol) : undefined;
		if (type !== undefined) known.types.add(type);
		const value = symbol.flags & SymbolFlags.Value ? [reader.showValue(symbol)] : [];
		return [...value, ...(type === undefined ? [] : [reader.showType(type)])].join('\n');
	});
	const same = again.length > 0 ? [`// As above: ${again.sort().join(', ')}`] : [];
	const types = fresh.map(reader.typeOf).filter(type => known.types.has(type));
	const docs = Object.fromEntries(types.flatMap(reader.docsOf));
	return {title, text: [`// ${title}`, ...same, ...declarations].join('\n\n'), docs};
};

/** Types that are named by what is shown, and that no entry exports. */
const readOthers = (reader, shown, types, known) => {
	const others = [];
	for (let text = shown; text !== ''; ) {
		const names = new Set(text.match(/\b[A-Z]\w+/g));
		const found = types.filter(type => names.has(type.name) && !known.types.has(type));
		for (const type of found) known.types.add(type);
		others.push(...found);
		text = found.map(reader.showType).join('\n');
	}
	return ['// Named above, and not exported', ...others.sort(byName).map(reader.showType)].join('\n\n');
};

const readPublicTypes = () =>
	withDeclarations(folder => {
		const types = typesIn(folder);
		writeFileSync(join(folder, 'probe.ts'), probeOf(types));
		const files = Object.entries(entries)
			.filter(([, {types: file}]) => file !== undefined)
			.map(([path, {types: file}]) => [path.replace('.', packageName), relative('dist', file)]);
		return withProject(folder, ['probe.ts', ...files.map(([, file]) => file)], project => {
			const reader = createReader(folder, types, project);
			const known = {symbols: new Set(), types: new Set()};
			const read = files.map(([title, file]) => readEntry(reader, title, reader.exportsOf(file), known));
			const shown = read.map(({text}) => text).join('\n\n');
			const docs = Object.fromEntries(read.map(entry => [entry.title, entry.docs]));
			return {snapshot: `${shown}\n\n${readOthers(reader, shown, types, known)}\n`, docs};
		});
	});

const read = readPublicTypes();
if (process.argv[2] === '--write') writeFileSync(join(import.meta.dirname, 'snapshot.txt'), read.snapshot);
else process.stdout.write(JSON.stringify(read));
