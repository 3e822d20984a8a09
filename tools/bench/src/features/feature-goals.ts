import { type Goal, ratioOf } from '../compare/goals.ts';
import { NAMES } from '../compare/names.ts';
import type { UpstreamRun } from './upstream.ts';

/** What featurizing is to reach. */
export const featureGoals = (upstream: UpstreamRun | undefined): readonly Goal[] => [
  {
    name: 'device, of the time of tcpdump',
    bound: 'at most',
    limit: 0.9,
    value: ratioOf(NAMES.device, NAMES.tcpdump),
  },
  {
    name: 'device and networkml-host, of the time of tcpdump',
    bound: 'at most',
    limit: 1.1,
    value: ratioOf(NAMES.both, NAMES.tcpdump),
  },
  {
    name: 'two threads, times as fast as one',
    bound: 'at least',
    limit: 1.7,
    value: ratioOf(NAMES.oneThread, NAMES.twoThreads),
  },
  {
    name: 'times as fast as NetworkML',
    bound: 'at least',
    limit: 200,
    value: (of) => {
      const seconds = of.seconds(NAMES.upstreamCaptures);
      return seconds === undefined || upstream === undefined ? undefined : upstream.seconds / seconds;
    },
  },
];
