import type { Matrix } from '../matrix.ts';

/** What is done to every value before scaling: nothing, or sign(v) · ln(1 + |v|), which tames heavy tails and keeps order and 0. */
export type InputTransform = 'none' | 'signedLog';

/** All input transforms, the default one first. */
export const INPUT_TRANSFORMS: readonly ['none', 'signedLog'] = ['none', 'signedLog'];

/** Applies the transform to every value; 'none' returns x itself, otherwise a new matrix of the same shape. */
export const applyInputTransform = (transform: InputTransform, x: Matrix): Matrix =>
  transform === 'none' ? x : { ...x, values: x.values.map(signedLog) };

const signedLog = (value: number): number => Math.sign(value) * Math.log1p(Math.abs(value));

/** Takes the transform back; 'none' returns x itself, otherwise a new matrix of the same shape. */
export const undoInputTransform = (transform: InputTransform, x: Matrix): Matrix =>
  transform === 'none' ? x : { ...x, values: x.values.map(undoSignedLog) };

const undoSignedLog = (value: number): number => Math.sign(value) * Math.expm1(Math.abs(value));
