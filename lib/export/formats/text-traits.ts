import type {FormatTraits} from './format.ts';

/** The traits of a format that is text; its sink, and what writes it, are loaded on use. */
export const textTraits = <Name extends string, Options>(
	traits: Pick<FormatTraits<Name, Options>, 'name' | 'extensions' | 'options'> & {
		readonly text: NonNullable<FormatTraits<Name, Options>['text']>;
	},
): FormatTraits<Name, Options> => ({
	...traits,
	refreshes: false,
	open: async context => {
		const {openTextSink} = await import('./text-sink.ts');
		return openTextSink(await traits.text.create(context.table, context.options), context);
	},
});
