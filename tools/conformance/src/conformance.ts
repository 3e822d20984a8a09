import { openCapture } from '@networkml/pcap-reader/node';
import { type Comparison, compareCapture } from './compare.ts';
import { CLASSES } from './classes/classes.ts';
import { type OracleRow, type OracleStatus, readOracle, readStatus } from './oracle.ts';

/** Compares every capture below `folder` that tshark was given, in the order of its table of statuses. */
export async function* compareCorpora(folder: string): AsyncGenerator<Comparison> {
  const statuses = await readStatus(`${folder}/oracle/status.tsv`);
  for (const corpus of new Set(statuses.map(({ file }) => corpusOf(file)))) {
    const rows = new Map<string, readonly OracleRow[]>();
    for await (const capture of readOracle(`${folder}/oracle/${corpus}.tsv.gz`))
      rows.set(capture.file, capture.rows);
    for (const status of statuses.filter(({ file }) => corpusOf(file) === corpus)) {
      yield await compareFile(folder, status, rows.get(status.file) ?? []);
    }
  }
}

/** The corpus that a file belongs to: its folder. */
export const corpusOf = (file: string): string => file.slice(0, file.indexOf('/'));

const compareFile = (folder: string, status: OracleStatus, rows: readonly OracleRow[]): Promise<Comparison> =>
  compareCapture(openCapture(`${folder}/${status.file}`, { salvage: true }), {
    status,
    rows,
    classes: CLASSES,
  });
