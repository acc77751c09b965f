// Jest's environment for Node, on a plain global object: Jest's own one runs a callback at each use of a global, such as
// `Math` or `JSON`, which made the specs a tenth to a third slower.
import vm from 'node:vm';
import {TestEnvironment} from 'jest-environment-node';

export default class PlainEnvironment extends TestEnvironment {
	constructor(...given) {
		const {createContext} = vm;
		vm.createContext = () => createContext(vm.constants.DONT_CONTEXTIFY);
		super(...given);
		vm.createContext = createContext;
	}
}
