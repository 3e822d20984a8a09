/** Results in the order of the inputs, with so many under way at once; an input begins only when there is room. */
export async function* mapInOrder<Input, Output>(
  inputs: readonly Input[],
  limit: number,
  run: (input: Input) => Promise<Output>,
): AsyncGenerator<Output> {
  const running: { readonly output: Promise<Output> }[] = [];
  let next = 0;
  try {
    while (next < inputs.length || running.length > 0) {
      while (next < inputs.length && running.length < limit) {
        const output = run(inputs[next]);
        output.catch(() => undefined); // a failure is told below, in its turn
        running.push({ output });
        next += 1;
      }
      yield await running[0].output;
      running.shift();
    }
  } finally {
    await Promise.allSettled(running.map(({ output }) => output));
  }
}
