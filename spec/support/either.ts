import {type Either, isLeft, isRight} from 'fp-ts/lib/Either.js';

export const leftOf = <L, R>(either: Either<L, R>): L => {
	if (isLeft(either)) return either.left;
	throw new Error(`a Left was expected, got ${JSON.stringify(either.right)}`);
};

export const rightOf = <L, R>(either: Either<L, R>): R => {
	if (isRight(either)) return either.right;
	throw new Error(`a Right was expected, got ${JSON.stringify(either.left)}`);
};
