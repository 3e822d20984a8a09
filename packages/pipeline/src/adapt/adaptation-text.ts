import { type ComparisonResult, alignedTable, signedDecimal } from '@networkml/evaluation';
import { bareRole } from '../bare-role.ts';
import type { AdaptationComparison, AdaptationReport, AdaptationVerdict } from './compare-adaptation.ts';
import { RECIPE_TEXTS } from './recipes.ts';

const VERDICTS: Readonly<Record<AdaptationVerdict, (name: string) => string>> = {
  better: (name) => `It beats ${name} on the labelled rows`,
  unclear: (name) => `It was not shown to beat ${name} on the labelled rows: the difference may be chance`,
  worse: (name) => `It is worse than ${name} on the labelled rows`,
};

/** Whether the adapted model beats its base, with figures, in one sentence. */
export const verdictText = ({ base, verdict, all }: AdaptationReport): string => {
  const { rows, adapted, againstBase } = all;
  return `${VERDICTS[verdict](base.name)} (accuracy ${adapted.toFixed(3)} instead of ${all.base.toFixed(3)}, difference ${differenceText(againstBase)}, ${rows} rows out of fold).`;
};

/** What a reader of the figures should know of the base, in whole sentences. */
export const adaptationRemarks = (report: AdaptationReport): string[] => [
  `Adapted from ${report.base.name}; it is ${RECIPE_TEXTS[report.recipe]}.`,
  verdictText(report),
  ...untouchedText(report),
  ...spellingText(report),
];

const untouchedText = ({ base, untouchedRoles, kept }: AdaptationReport): string[] => {
  if (untouchedRoles.length === 0) return [];
  const names = untouchedRoles.join(', ');
  const figures =
    kept === null
      ? `${base.name} remembers no row of them`
      : `of the ${kept.rows} rows that ${base.name} remembers of them, ${(100 * kept.share).toFixed(1)}% are answered as before, out of fold`;
  return [
    `No labelled row is of ${names}: ${figures}. How good it is at them at this site nobody has measured.`,
  ];
};

/** New roles that differ from one of the base in spelling only: a slip rather than another role. */
const spellingText = ({ base, newRoles, knownRoles, untouchedRoles }: AdaptationReport): string[] => {
  const known = new Map([...knownRoles, ...untouchedRoles].map((role) => [bareRole(role), role]));
  return newRoles.flatMap((role) => {
    const other = known.get(bareRole(role));
    return other === undefined
      ? []
      : [
          `${role} was learned as a new role, though ${base.name} knows ${other}; if it is the same, spell it so.`,
        ];
  });
};

/** The comparison as lines for a terminal, above the report of the adapted model. */
export const renderAdaptationText = (report: AdaptationReport): string => {
  const { base, recipe, rememberedRows, newRoles, knownRoles } = report;
  const list = (roles: readonly string[]): string => (roles.length === 0 ? 'none' : roles.join(', '));
  return [
    verdictText(report),
    '',
    ...alignedTable([HEAD, ...comparisonRows('all roles', report.all, base.name)]),
    ...(report.known === null || newRoles.length === 0
      ? []
      : ['', ...alignedTable([HEAD, ...comparisonRows(`roles of ${base.name}`, report.known, base.name)])]),
    '',
    'Differences are in accuracy, from the adapted model, with paired 95% bootstrap intervals. "only it" and "only adapted" are rows',
    "that only one of the two has right; p is McNemar's mid-p.",
    '',
    `The adapted model is ${RECIPE_TEXTS[recipe]} (${rememberedRows} rows remembered).`,
    `New roles: ${list(newRoles)}. Roles of ${base.name} with labelled rows: ${list(knownRoles)}.`,
    ...untouchedText(report),
    ...spellingText(report),
  ].join('\n');
};

const HEAD = ['', 'accuracy', 'adapted is better by', '95% interval', 'only it', 'only adapted', 'p'];

const comparisonRows = (
  title: string,
  { rows, base, fromScratch, adapted, againstBase, againstFromScratch }: AdaptationComparison,
  name: string,
): string[][] => [
  [`${title} (${rows} rows)`],
  [name, base.toFixed(3), ...differenceCells(againstBase)],
  ['trained on the labelled rows alone', fromScratch.toFixed(3), ...differenceCells(againstFromScratch)],
  ['adapted', adapted.toFixed(3)],
];

const differenceCells = ({ accuracy, mcnemar }: ComparisonResult): string[] => [
  signedDecimal(accuracy.estimate),
  `${signedDecimal(accuracy.low)} to ${signedDecimal(accuracy.high)}`,
  String(mcnemar.onlyFirst),
  String(mcnemar.onlySecond),
  mcnemar.midP.toFixed(4),
];

const differenceText = ({ accuracy }: ComparisonResult): string =>
  `${signedDecimal(accuracy.estimate)}, 95% interval ${signedDecimal(accuracy.low)} to ${signedDecimal(accuracy.high)}`;
