import { describe, expect, it } from 'vitest';
import { watchPlateau } from './plateau.ts';

describe('watchPlateau', () => {
  it('stops after more than the patience without enough improvement', () => {
    const watch = watchPlateau({ tolerance: 0.1, patienceEpochs: 2 });
    expect([1, 0.95, 0.91, 0.9].map((loss) => watch.isOver(loss))).toEqual([false, false, false, true]);
  });

  it('starts counting anew when the loss falls by the tolerance', () => {
    const watch = watchPlateau({ tolerance: 0.1, patienceEpochs: 1 });
    expect([1, 1, 0.5, 0.5, 0.5].map((loss) => watch.isOver(loss))).toEqual([
      false,
      false,
      false,
      false,
      true,
    ]);
  });
});
