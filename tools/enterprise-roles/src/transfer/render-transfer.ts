import { decimals, markdownTable, withInterval } from '@networkml/pages';
import { hostName } from '../hosts/known-hosts.ts';
import { CONFIDENT, type JudgedHost, type Transfer, type TransferScores } from './score-transfer.ts';

/** The hosts, then what comes of them, as tables that are Markdown and can be read as they are. */
export const renderTransfer = ({ hosts, overall, perRole }: Transfer): string =>
  [
    markdownTable(
      ['host', 'role', 'first answer', 'second', 'third', 'verdict', 'novelty', 'packets'],
      hosts.map(hostCells),
    ),
    markdownTable(
      ['hosts', 'number', 'first answer right', 'among the first three', 'Unknown', 'named', 'of them right'],
      [
        ...Object.entries(perRole).map(([role, scores]) => scoreCells(role, scores)),
        scoreCells('all', overall),
      ],
    ),
    summaryOf(overall),
  ].join('\n\n');

const hostCells = (host: JudgedHost): string[] => [
  hostName(host),
  host.role,
  ...host.roles.slice(0, 3).map((answer) => `${answer.role} ${answer.confidence.toFixed(2)}`),
  host.unknown === null ? (host.rank === 1 ? 'right' : 'WRONG') : `Unknown: ${host.unknown}`,
  host.novelty === null ? '' : host.novelty.toFixed(1),
  String(host.packets),
];

const scoreCells = (name: string, scores: TransferScores): string[] => [
  name,
  String(scores.hosts),
  withInterval(scores.top1, decimals(2)),
  withInterval(scores.top3, decimals(2)),
  String(scores.hosts - scores.named),
  String(scores.named),
  scores.named === 0 ? '' : withInterval(scores.namedRight, decimals(2)),
];

const summaryOf = ({ hosts, top1, top3, unknown, ...scores }: TransferScores): string => {
  const reasons = Object.entries(unknown).map(([reason, count]) => `${count} ${reason}`);
  return [
    `Of ${hosts} hosts, the first answer is right for ${Math.round(top1.estimate * hosts)} and one of the first three for ${Math.round(top3.estimate * hosts)}, before the rule for Unknown.`,
    `Unknown: ${reasons.join(', ')}.`,
    `Wrong first answers with a confidence above ${CONFIDENT}: ${scores.confidentlyWrong}, of which ${scores.confidentlyWrongNamed} are not called Unknown.`,
    "Intervals are Wilson's, 95%.",
  ].join(' ');
};
