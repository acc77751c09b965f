/** @jest-config-loader esbuild-register */
import type {Config} from 'jest';

const config: Config = {
	testEnvironment: '<rootDir>/spec/support/environment.mjs',
	roots: ['<rootDir>/spec'],
	testMatch: ['**/*.spec.ts'],
	extensionsToTreatAsEsm: ['.ts'],
	transform: {'\\.ts$': '<rootDir>/spec/support/typescript-transformer.mjs'},
	coverageProvider: 'v8',
	collectCoverageFrom: ['lib/**/*.ts'],
	coverageDirectory: 'coverage',
	testTimeout: 30_000,
};

export default config;
