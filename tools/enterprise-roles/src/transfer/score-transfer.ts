import { type Interval, wilsonInterval } from '@networkml/evaluation';
import type { ModelFile, UnknownReason } from '@networkml/model';
import { type DevicePrediction, type LabelledTable, PipelineError, predictTable } from '@networkml/pipeline';
import type { KnownHost } from '../hosts/known-hosts.ts';

/** Above this a wrong answer counts as a confident one. */
export const CONFIDENT = 0.8;

/** What a model says of one known host. */
export interface JudgedHost extends KnownHost {
  readonly packets: number;
  /** Every role of the model, the most probable first. */
  readonly roles: DevicePrediction['roles'];
  /** The role that is named, or `Unknown`. */
  readonly verdict: string;
  readonly unknown: UnknownReason | null;
  readonly novelty: number | null;
  /** Place of the true role among all, from 1. */
  readonly rank: number;
}

/** Shares of hosts, with Wilson's 95% intervals; first answers are those before the rule for Unknown. */
export interface TransferScores {
  readonly hosts: number;
  readonly top1: Interval;
  readonly top3: Interval;
  /** Hosts that are called Unknown, by reason. */
  readonly unknown: Readonly<Record<UnknownReason, number>>;
  /** First answers that are wrong with a confidence above `CONFIDENT`, and how many of them are not called Unknown. */
  readonly confidentlyWrong: number;
  readonly confidentlyWrongNamed: number;
  /** Named roles, and the right ones among them. */
  readonly named: number;
  readonly namedRight: Interval;
}

/** How a model does on real hosts. */
export interface Transfer {
  readonly model: string;
  readonly hosts: readonly JudgedHost[];
  readonly overall: TransferScores;
  /** The same of the hosts of each role, by name. */
  readonly perRole: Readonly<Record<string, TransferScores>>;
}

/**
 * Judges known hosts as `networkml predict` does. @param rows one a host, in their order.
 *
 * @throws PipelineError PIPELINE_BAD_TABLE for a role that the model does not know.
 */
export const scoreTransfer = (
  model: ModelFile,
  hosts: readonly KnownHost[],
  rows: LabelledTable,
): Transfer => {
  const judged = predictTable(rows.table, { model, explain: false }).map((prediction, index) =>
    judgedHost(hosts[index], prediction),
  );
  const roles = [...new Set(hosts.map(({ role }) => role))].sort();
  return {
    model: model.name,
    hosts: judged,
    overall: scoresOf(judged),
    perRole: Object.fromEntries(
      roles.map((role) => [role, scoresOf(judged.filter((host) => host.role === role))]),
    ),
  };
};

const judgedHost = (host: KnownHost, prediction: DevicePrediction): JudgedHost => {
  const { roles, role: verdict, unknown, novelty, packets } = prediction;
  const rank = roles.findIndex(({ role }) => role === host.role) + 1;
  if (rank === 0) {
    throw new PipelineError(
      'PIPELINE_BAD_TABLE',
      `${host.file}, role ${host.role}, which the model does not know`,
    );
  }
  return { ...host, packets, roles, verdict, unknown, novelty, rank };
};

const scoresOf = (hosts: readonly JudgedHost[]): TransferScores => {
  const count = (isMeant: (host: JudgedHost) => boolean): number => hosts.filter(isMeant).length;
  const isConfidentlyWrong = ({ rank, roles }: JudgedHost): boolean =>
    rank > 1 && roles[0].confidence > CONFIDENT;
  const named = hosts.filter(({ unknown }) => unknown === null);
  return {
    hosts: hosts.length,
    top1: wilsonInterval(
      count(({ rank }) => rank === 1),
      hosts.length,
    ),
    top3: wilsonInterval(
      count(({ rank }) => rank <= 3),
      hosts.length,
    ),
    unknown: {
      'too-little-traffic': count(({ unknown }) => unknown === 'too-little-traffic'),
      'unlike-training': count(({ unknown }) => unknown === 'unlike-training'),
      ambiguous: count(({ unknown }) => unknown === 'ambiguous'),
    },
    confidentlyWrong: count(isConfidentlyWrong),
    confidentlyWrongNamed: named.filter(isConfidentlyWrong).length,
    named: named.length,
    namedRight: wilsonInterval(named.filter(({ rank }) => rank === 1).length, named.length),
  };
};
