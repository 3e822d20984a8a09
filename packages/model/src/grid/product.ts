/** Values to try of each hyperparameter; one that is absent keeps its default. */
export type Grid<Params> = { readonly [Name in keyof Params]?: readonly Params[Name][] | undefined };

/** Every combination of the values, those of the last hyperparameter changing fastest, as scikit-learn's ParameterGrid. */
export const productOf = <Params extends object>(grid: Grid<Params>): Partial<Params>[] => {
  let combinations: Partial<Params>[] = [{}];
  for (const [name, values] of Object.entries<readonly unknown[] | undefined>(grid)) {
    if (values === undefined) continue;
    combinations = combinations.flatMap((chosen) => values.map((value) => ({ ...chosen, [name]: value })));
  }
  return combinations;
};
