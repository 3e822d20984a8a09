import type { Executor } from '../estimator.ts';

/** Runs a task on this thread, one input after the other, and lets other work and a cancellation in between. */
export const inlineSearch = <Input, Output>(
  task: (input: Input) => Output | Promise<Output>,
): Executor<Input, Output> => ({
  async map(inputs, onResult, signal) {
    const outputs: Output[] = [];
    for (const [index, input] of inputs.entries()) {
      await nextTurn();
      signal?.throwIfAborted();
      const output = await task(input);
      outputs.push(output);
      onResult?.(output, index);
    }
    return outputs;
  },
});

const nextTurn = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 0));
