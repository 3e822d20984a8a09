import { EVALUATION_ERRORS } from '@networkml/evaluation';
import { FEATURE_ERRORS, builtinSets } from '@networkml/featurizer';
import { MODEL_ERRORS, modelFileJsonSchema } from '@networkml/model';
import { NAMING_REASONS } from '@networkml/naming';
import { CAPTURE_ERRORS } from '@networkml/pcap-reader';
import { PIPELINE_ERRORS } from '@networkml/pipeline';
import { REPORT_KINDS, predictionsJsonSchema, reportJsonSchema } from '@networkml/pipeline/schemas';
import { readFeatureAccuracy } from './features/feature-accuracy.ts';
import { featuresPage } from './features/features-page.ts';

/** The pages of docs that are made from the code, by file name. */
export const pages = (): Readonly<Record<string, string>> => ({
  'errors.md': errorsPage(),
  'features.md': featuresPage(builtinSets, readFeatureAccuracy()),
  'model-file.schema.json': json(modelFileJsonSchema()),
  'predictions.schema.json': json(predictionsJsonSchema()),
  ...Object.fromEntries(REPORT_KINDS.map((kind) => [`${kind}.schema.json`, json(reportJsonSchema(kind))])),
});

const CODES: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  'pcap-reader': CAPTURE_ERRORS,
  naming: NAMING_REASONS,
  featurizer: FEATURE_ERRORS,
  model: MODEL_ERRORS,
  evaluation: EVALUATION_ERRORS,
  pipeline: PIPELINE_ERRORS,
};

const errorsPage = (): string => {
  const sections = Object.entries(CODES).map(([name, codes]) => {
    const rows = Object.entries(codes).map(([code, text]) => `| \`${code}\` | ${text} |`);
    return [`## ${name}`, '', '| code | what is wrong |', '|---|---|', ...rows].join('\n');
  });
  const intro = [
    '# Error codes',
    '',
    'Every coded error, by the package that throws it. Made by `npm run docs`; do not edit.',
    'The codes of the service are in its [README](../apps/service/README.md).',
    '',
  ];
  return `${intro.join('\n')}\n${sections.join('\n\n')}\n`;
};

const json = (document: Readonly<Record<string, unknown>>): string =>
  `${JSON.stringify(document, undefined, 2)}\n`;
