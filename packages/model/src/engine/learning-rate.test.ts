import { describe, expect, it } from 'vitest';
import { learningRateOf } from './learning-rate.ts';

const ratesOf = (learningRateSchedule: 'constant' | 'cosine' | 'invscaling'): readonly number[] => {
  const rate = learningRateOf({ learningRate: 1, learningRateSchedule, maxEpochs: 4 });
  return [1, 2, 3, 4].map((epoch) => Number(rate.at(epoch).toFixed(4)));
};

describe('learningRateOf', () => {
  it('stays, falls along half a cosine, or falls with the root of the epoch', () => {
    expect(ratesOf('constant')).toEqual([1, 1, 1, 1]);
    expect(ratesOf('cosine')).toEqual([1, 0.8536, 0.5, 0.1464]);
    expect(ratesOf('invscaling')).toEqual([1, 0.7071, 0.5774, 0.5]);
  });

  it('takes a fifth on each plateau where it is adaptive, until steps are tiny', () => {
    const rate = learningRateOf({ learningRate: 2e-5, learningRateSchedule: 'adaptive', maxEpochs: 9 });
    expect([rate.isSpent(), rate.isSpent(), rate.isSpent()]).toEqual([false, false, true]);
    expect(rate.at(4)).toBeCloseTo(8e-7, 12);
  });

  it('ends training on the first plateau otherwise', () => {
    const rate = learningRateOf({ learningRate: 1, learningRateSchedule: 'constant', maxEpochs: 9 });
    expect(rate.isSpent()).toBe(true);
  });
});
