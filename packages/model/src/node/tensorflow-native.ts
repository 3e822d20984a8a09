import util from 'node:util';

/** Put together, since compilers and bundlers should not look for a package that is rarely there. */
const NATIVE = ['@tensorflow', 'tfjs-node'].join('/');

/**
 * Makes TensorFlow's own library the backend of TensorFlow.js, where @tensorflow/tfjs-node is installed; rejects where it is
 * not. It asks Node for `isNullOrUndefined`, which Node no longer has.
 */
export const useNativeTensorflow = async (): Promise<void> => {
  if (!('isNullOrUndefined' in util)) {
    Object.assign(util, { isNullOrUndefined: (value: unknown) => value === null || value === undefined });
  }
  await import(NATIVE);
};
