// Jest's environment for Node, on a plain global object: Jest's own one runs a callback at each use of a global, such as
// `Math` or `JSON`, which made the specs a tenth to a third slower.
import asyncHooks from 'node:async_hooks';
import vm from 'node:vm';
import {TestEnvironment} from 'jest-environment-node';
import {sharedPglite} from './pglite.mjs';

const {AsyncLocalStorage} = asyncHooks;

/**
 * What Jest's circus remembers the running test in, to blame it for errors that nobody caught; without it they fail the
 * file. The real one is never disabled: each spec file would make all promises of the files after it slower, by a sixth.
 */
class ShortMemory {
	#store;
	getStore() {
		return this.#store;
	}
	run(store, work) {
		const before = this.#store;
		this.#store = store;
		try {
			return work();
		} finally {
			this.#store = before;
		}
	}
}

/** A property that can only be read on newer versions of Node. */
const provide = value =>
	Object.defineProperty(asyncHooks, 'AsyncLocalStorage', {value, enumerable: true, configurable: true, writable: true});

export default class PlainEnvironment extends TestEnvironment {
	constructor(...given) {
		const {createContext} = vm;
		vm.createContext = () => createContext(vm.constants.DONT_CONTEXTIFY);
		super(...given);
		vm.createContext = createContext;
		this.global.sharedPglite = sharedPglite;
	}

	// Circus is loaded between this and its event "setup".
	async setup() {
		await super.setup();
		provide(ShortMemory);
	}

	handleTestEvent({name}) {
		if (name === 'setup') provide(AsyncLocalStorage);
	}
}
