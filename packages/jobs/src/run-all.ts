/** How the tasks of one `map` are run. */
export interface RunAllOptions<Input, Output> {
  /** Runs one task; it should stop when the signal aborts. */
  readonly run: (input: Input, signal: AbortSignal) => Output | Promise<Output>;
  /** Tasks that run at once. */
  readonly concurrency: number;
  readonly onResult?: ((output: Output, index: number) => void) | undefined;
  readonly signal?: AbortSignal | undefined;
}

/** Runs every input with so many at once, and settles when nothing runs any more; rejects with the first failure. */
export const runAll = async <Input, Output>(
  inputs: readonly Input[],
  options: RunAllOptions<Input, Output>,
): Promise<Output[]> => {
  const { run, concurrency, onResult, signal } = options;
  const stop = new AbortController();
  const anySignal = signal === undefined ? stop.signal : AbortSignal.any([signal, stop.signal]);
  const outputs: Output[] = [];
  const queue = inputs.entries();
  const drain = async (): Promise<void> => {
    for (const [index, input] of queue) {
      anySignal.throwIfAborted();
      const output = await run(input, anySignal);
      outputs[index] = output;
      onResult?.(output, index);
    }
  };
  const lanes = Array.from({ length: Math.min(concurrency, inputs.length) }, () =>
    drain().catch((error: unknown) => {
      stop.abort(error);
    }),
  );
  await Promise.all(lanes);
  anySignal.throwIfAborted();
  return outputs;
};
