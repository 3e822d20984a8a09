/** Tells when the loss has stopped falling. */
export interface PlateauWatch {
  /** Takes the next epoch's loss and says whether training should stop; it then counts anew. */
  isOver(loss: number): boolean;
}

/** scikit-learn's rule: stop after more than `patienceEpochs` epochs in a row whose loss is above the best one minus `tolerance`. */
export const watchPlateau = (params: {
  readonly tolerance: number;
  readonly patienceEpochs: number;
}): PlateauWatch => {
  let best = Infinity;
  let epochsWithout = 0;
  return {
    isOver(loss) {
      epochsWithout = loss > best - params.tolerance ? epochsWithout + 1 : 0;
      best = Math.min(best, loss);
      if (epochsWithout <= params.patienceEpochs) return false;
      epochsWithout = 0;
      return true;
    },
  };
};
