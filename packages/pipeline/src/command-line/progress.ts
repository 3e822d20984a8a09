import type { CaptureProgress } from '../featurize-captures.ts';

/** A bar that shows how much of some work is done. */
export interface Progress {
  /** The bar begins anew where the phase is another one. */
  update(done: number, total: number, phase?: string): void;
  stop(): void;
}

const SILENT: Progress = { update: () => undefined, stop: () => undefined };

/** A progress bar on a terminal; nothing in a pipe. */
export const startProgress = async (what: string): Promise<Progress> => {
  if (!process.stderr.isTTY) return SILENT;
  const { SingleBar, Presets } = await import('cli-progress');
  const format = '{phase} [{bar}] {value}/{total} {eta_formatted}';
  const bar = new SingleBar({ format, clearOnComplete: true, hideCursor: true }, Presets.shades_classic);
  let shown: string | undefined;
  return {
    update: (done, total, phase = what) => {
      if (shown === phase) bar.update(done);
      else {
        bar.stop();
        bar.start(total, done, { phase });
      }
      shown = phase;
    },
    stop: () => bar.stop(),
  };
};

/** Runs work that reports capture by capture, with a bar for those who watch. */
export const withCaptureProgress = async <Result>(
  what: string,
  work: (onProgress: CaptureProgress) => Promise<Result>,
): Promise<Result> => {
  const bar = await startProgress(what);
  try {
    return await work((done, total) => {
      bar.update(done, total);
      if (done === total) bar.stop();
    });
  } finally {
    bar.stop();
  }
};
