import { markdownTable } from '@networkml/pages';
import { type Comparison, comparisonTable } from '../compare/comparison-table.ts';
import { goalLines } from '../compare/goals.ts';
import type { SubjectResult } from '../compare/subject.ts';
import { interquartileRange, median } from '../run/statistics.ts';
import { featureGoals } from './feature-goals.ts';
import { NAMES } from '../compare/names.ts';
import type { UpstreamRun } from './upstream.ts';

/** What was measured, what was not, and what NetworkML took. */
export interface FeatureResults extends Pick<Comparison, 'results' | 'skipped'> {
  readonly upstream: UpstreamRun | { readonly reason: string };
}

/** The tables of the comparisons with tcpdump and with NetworkML, and which goals are met. */
export const featuresReport = ({ results, skipped, upstream }: FeatureResults): string => {
  const large = comparisonTable({
    results: results.filter(({ subject }) => !isOfUpstream(subject)),
    skipped: skipped.filter((subject) => !isOfUpstream(subject)),
    references: [{ title: 'of tcpdump', name: NAMES.tcpdump }],
  });
  const ours = results.filter(({ subject }) => isOfUpstream(subject));
  const run = 'reason' in upstream ? undefined : upstream;
  return [
    large,
    'reason' in upstream ? `Not compared with NetworkML: ${upstream.reason}.` : upstreamTable(upstream, ours),
    'Goals for features:',
    goalLines(featureGoals(run), results),
  ].join('\n\n');
};

const isOfUpstream = ({ name }: { readonly name: string }): boolean => name === NAMES.upstreamCaptures;

const upstreamTable = (upstream: UpstreamRun, ours: readonly SubjectResult[]): string => {
  const { paths, packets, bytes, seconds } = upstream;
  const size = `On ${paths.length} captures of ${packets} packets and ${(bytes / 1e6).toFixed(1)} MB in all:`;
  const rows = ours.map((result) => {
    const middle = median(result.seconds);
    const spread = interquartileRange(result.seconds).toFixed(3);
    return [
      NAMES.upstreamCaptures,
      middle.toFixed(3),
      spread,
      (packets / middle).toFixed(0),
      (seconds / middle).toFixed(0),
    ];
  });
  const theirs = [
    'NetworkML 0.6, parser and featurizer',
    seconds.toFixed(1),
    '',
    (packets / seconds).toFixed(0),
    '1',
  ];
  const head = ['program', 'seconds', 'spread', 'packets/s', 'times as fast'];
  return [size, markdownTable(head, [...rows, theirs])].join('\n\n');
};
