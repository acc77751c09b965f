import {families} from '../../lib/lists/find-list.ts';

/** Gives the help of a command, as it would be shown. */
type Help = (...command: string[]) => Promise<string>;

/** The commands that a help names, in its order, but for `help` itself. */
const commandsIn = (help: string): readonly string[] =>
	[...(/^Commands:\n((?: {2}.*\n?)*)/m.exec(help)?.[1] ?? '').matchAll(/^ {2}([a-z][a-z-]*)/gm)]
		.map(([, name = '']) => name)
		.filter(name => name !== 'help');

const section = (title: string, help: string): string => `### ${title}\n\n\`\`\`text\n${help}\`\`\`\n`;

/** Every command with its help. Of lists there is one for all, as they differ in their queries alone. */
export const commandReference = async (help: Help): Promise<string> => {
	const whole = await help();
	const commands = commandsIn(whole).filter(name => !families.has(name));
	const sections = await Promise.all(
		commands.map(async name => section(`signalwire-paginate ${name}`, await help(name))),
	);
	return [section('signalwire-paginate', whole), ...sections].join('\n');
};
