import { isDirectory, listCaptures, parseCaptures } from '@networkml/pipeline';
import { ExitStatus, emit, isTerminal, note } from '@networkml/pipeline/command-line';
import type { ParseArguments } from '../commands/parse.ts';
import { reportFailures } from '../terminal/failures.ts';

/** Lists the packets or conversations of captures; gives the exit status. */
export const parse = async (args: ParseArguments): Promise<number> => {
  const captures = await listCaptures(args.captures);
  const maxConversations = args['max-conversations'];
  const maxExpansion = args['max-expansion'];
  const { pieces, report } = parseCaptures(captures, {
    level: args.level,
    format: args.format ?? formatOf(args.output),
    namesCapture: captures.length > 1 || (await isDirectory(args.captures[0])),
    headers: args.headers,
    salvage: args.salvage,
    threads: args.threads,
    ...(maxConversations === undefined ? {} : { maxConversations }),
    ...(maxExpansion === undefined ? {} : { maxExpansion }),
  });
  try {
    await emit(pieces, args.output);
  } catch (error) {
    if (report.failed.length < captures.length) throw error;
  }
  for (const { error } of report.broken) note(`networkml: ${error.message}`);
  const status = reportFailures(report.failed, captures.length);
  if (status === ExitStatus.BadInput) return status;
  const conversations = args.level === 'flow' ? `${report.rows} conversations of ` : '';
  note(`${conversations}${report.packets} packets, ${report.damagedPackets} of them damaged.`);
  return status;
};

type Format = Exclude<ParseArguments['format'], undefined>;

const ENDINGS: readonly (readonly [ending: RegExp, format: Format])[] = [
  [/\.parquet$/i, 'parquet'],
  [/\.(jsonl|ndjson)(\.gz)?$/i, 'jsonl'],
  [/\.json(\.gz)?$/i, 'json'],
];

const formatOf = (output: string | undefined): Format => {
  if (output === undefined) return isTerminal() ? 'table' : 'csv';
  return ENDINGS.find(([ending]) => ending.test(output))?.[1] ?? 'csv';
};
