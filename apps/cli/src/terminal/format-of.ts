import { isTerminal } from '@networkml/pipeline/command-line';

/** How a table can be written. */
export type OutputFormat = 'table' | 'csv' | 'jsonl' | 'json' | 'parquet';

const ENDINGS: readonly (readonly [ending: RegExp, format: OutputFormat])[] = [
  [/\.parquet$/i, 'parquet'],
  [/\.(jsonl|ndjson)(\.gz)?$/i, 'jsonl'],
  [/\.json(\.gz)?$/i, 'json'],
];

/** The format that the name of an output asks for; a table for people on a terminal, CSV otherwise. */
export const formatOf = (output: string | undefined): OutputFormat => {
  if (output === undefined) return isTerminal() ? 'table' : 'csv';
  return ENDINGS.find(([ending]) => ending.test(output))?.[1] ?? 'csv';
};
