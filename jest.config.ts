/** @jest-config-loader esbuild-register */
import {availableParallelism} from 'node:os';
import type {Config} from 'jest';

const collectCoverage = process.env.COVERAGE === '1';

const config: Config = {
	testEnvironment: '<rootDir>/spec/support/environment.mjs',
	roots: ['<rootDir>/spec'],
	testMatch: ['**/*.spec.ts'],
	extensionsToTreatAsEsm: ['.ts'],
	transform: {'\\.ts$': '<rootDir>/spec/support/typescript-transformer.mjs'},
	// One more than there are cores, since many tests wait, unless coverage keeps them busy; Jest's own choice is one less.
	maxWorkers: availableParallelism() + (collectCoverage ? 0 : 1),
	collectCoverage,
	// V8 counts in all that a process has ever loaded, so that each file takes it longer than the one before.
	...(collectCoverage && {workerIdleMemoryLimit: '300MB'}),
	coverageReporters: ['text-summary', 'lcov'],
	coverageProvider: 'v8',
	collectCoverageFrom: ['lib/**/*.ts'],
	coverageDirectory: 'coverage',
	testTimeout: 30_000,
	reporters: ['default', '<rootDir>/spec/support/left-to-services.mjs'],
};

export default config;
