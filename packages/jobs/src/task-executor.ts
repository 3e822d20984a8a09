/** Runs one task on every input, inline or somewhere else; the model's `Executor` with an end. */
export interface TaskExecutor<Input, Output> {
  /**
   * Outputs in the order of the inputs. `onResult` is called as each one ends, in any order. The first failure rejects:
   * tasks not yet begun never run, running ones are stopped where that is possible. When `signal` aborts, the promise
   * rejects with its reason.
   */
  map(
    inputs: readonly Input[],
    onResult?: (output: Output, index: number) => void,
    signal?: AbortSignal,
  ): Promise<Output[]>;
  /** Ends the threads, if there are any; a closed executor runs nothing more. */
  close(): Promise<void>;
}
