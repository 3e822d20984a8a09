import { buffer } from 'node:stream/consumers';
import { serialize } from 'node:v8';
import { type ParquetRows, readParquetRows } from './featurize/parquet-rows.ts';

/** What the process makes of the Parquet file on its standard input: its rows, or what is wrong with it. */
export type ParquetAnswer = ParquetRows | { readonly found: string };

const answer = async (): Promise<ParquetAnswer> => {
  try {
    return await readParquetRows(await buffer(process.stdin));
  } catch (error) {
    return { found: error instanceof Error ? error.message : String(error) };
  }
};

process.stdout.write(serialize(await answer()));
