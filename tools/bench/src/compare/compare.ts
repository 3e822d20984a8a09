import { type RunOptions, measure } from '../run/command.ts';
import { type Subject, type SubjectResult, scaleUp } from './subject.ts';

/** Runs every subject `runs` times, in turns, so that a slow minute of the machine is everybody's. */
export const compare = async (
  subjects: readonly Subject[],
  options: { readonly runs: number; readonly withMemory: boolean; onRound(round: number): void },
): Promise<readonly SubjectResult[]> => {
  const results = subjects.map((subject) => ({
    subject,
    seconds: new Array<number>(),
    peaks: new Array<number>(),
  }));
  for (let round = 1; round <= options.runs; round += 1) {
    options.onRound(round);
    for (const { subject, seconds, peaks } of results) {
      const run = await runOnce(subject, options.withMemory);
      seconds.push(run.seconds);
      if (run.peakMebibytes !== undefined) peaks.push(run.peakMebibytes);
    }
  }
  return results.map(({ subject, seconds, peaks }) => ({
    subject,
    seconds,
    peakMebibytes: peaks.length === 0 ? undefined : Math.max(...peaks),
  }));
};

const runOnce = async (
  subject: Subject,
  withMemory: boolean,
): Promise<{ seconds: number; peakMebibytes: number | undefined }> => {
  const options: RunOptions = { withMemory, withOutput: subject.countsPackets };
  const { seconds, peakMebibytes, output } = await measure(subject.command, options);
  if (subject.countsPackets && !output.startsWith(`${subject.packets} packets`)) {
    throw new Error(`${subject.name} was to find ${subject.packets} packets and said: ${output}`);
  }
  const empty = subject.slice && (await measure(subject.slice.emptyCommand, options));
  return { seconds: scaleUp(subject, seconds, empty?.seconds ?? 0), peakMebibytes };
};
