import {
  type ParseOptions,
  isDirectory,
  listCaptures,
  parseCaptures,
  LISTED_BYTES_PER_THREAD,
  threadsThatHelp,
} from '@networkml/pipeline/captures';
import { ExitStatus, emit, note } from '@networkml/pipeline/command-line';
import type { ParseArguments } from '../commands/parse.ts';
import { reportFailures } from '../terminal/failures.ts';
import { formatOf } from '../terminal/format-of.ts';

/** Lists the packets or conversations of captures; gives the exit status. */
export const parse = async (args: ParseArguments): Promise<number> => {
  const captures = await listCaptures(args.captures);
  const maxConversations = args['max-conversations'];
  const maxExpansion = args['max-expansion'];
  const options: ParseOptions = {
    level: args.level,
    format: args.format ?? formatOf(args.output),
    namesCapture: captures.length > 1 || (await isDirectory(args.captures[0])),
    headers: args.headers,
    salvage: args.salvage,
    threads: await threadsThatHelp(captures, args.threads, LISTED_BYTES_PER_THREAD),
    ...(maxConversations === undefined ? {} : { maxConversations }),
    ...(maxExpansion === undefined ? {} : { maxExpansion }),
  };
  return listCapturesInto(args.output, captures, options);
};

/** Writes rows of captures to a file or to standard output, and what was met to standard error; gives the exit status. */
export const listCapturesInto = async (
  output: string | undefined,
  captures: readonly string[],
  options: ParseOptions,
): Promise<number> => {
  const { pieces, report } = parseCaptures(captures, options);
  try {
    await emit(pieces, output);
  } catch (error) {
    if (report.failed.length < captures.length) throw error;
  }
  for (const { error } of report.broken) note(`networkml: ${error.message}`);
  const status = reportFailures(report.failed, captures.length);
  if (status === ExitStatus.BadInput) return status;
  const conversations = options.level === 'flow' ? `${report.rows} conversations of ` : '';
  note(`${conversations}${report.packets} packets, ${report.damagedPackets} of them damaged.`);
  return status;
};
