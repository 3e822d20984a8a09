import type { CaptureSummary } from '@networkml/pipeline/captures';

/** How summaries of captures are written. */
export type SummaryFormat = 'table' | 'json' | 'jsonl' | 'csv';

/** Takes the summaries of one capture after the other, and gives what is to be printed by then. */
export interface SummaryPrinter {
  add(summary: CaptureSummary): string;
  end(): string;
}

/** A printer; `details` asks a table for all that is known of each capture. */
export const createSummaryPrinter = async (
  format: SummaryFormat,
  options: { readonly details: boolean },
): Promise<SummaryPrinter> => {
  switch (format) {
    case 'json':
      return jsonPrinter();
    case 'jsonl':
      return { add: (summary) => `${JSON.stringify(summary)}\n`, end: () => '' };
    case 'csv':
      return csvPrinter((await import('papaparse')).default.unparse);
    case 'table': {
      const { detailsPrinter, linesPrinter } = await import('./summary-table.ts');
      return options.details ? detailsPrinter() : linesPrinter();
    }
  }
};

const jsonPrinter = (): SummaryPrinter => {
  let begun = false;
  return {
    add: (summary) => {
      const before = begun ? ',\n' : '[\n';
      begun = true;
      return before + JSON.stringify(summary, undefined, 2);
    },
    end: () => (begun ? '\n]\n' : '[]\n'),
  };
};

type CsvCells = readonly (string | number | boolean | null)[];

const csvPrinter = (unparse: (rows: CsvCells[]) => string): SummaryPrinter => {
  let begun = false;
  const header = (): string => {
    const text = begun ? '' : `${CSV_COLUMNS.map(([name]) => name).join(',')}\n`;
    begun = true;
    return text;
  };
  return {
    add: (summary) => `${header()}${unparse([CSV_COLUMNS.map(([, cell]) => cell(summary))])}\n`,
    end: header,
  };
};

const counts = (record: Readonly<Record<string, number>>): string =>
  Object.entries(record)
    .map(([name, count]) => `${name}=${count}`)
    .join(' ');

const CSV_COLUMNS: readonly (readonly [name: string, cell: (of: CaptureSummary) => CsvCells[number]])[] = [
  ['capture', ({ capture }) => capture],
  ['file_bytes', ({ fileBytes }) => fileBytes],
  ['format', ({ format }) => format],
  ['version', ({ version }) => version],
  ['variant', ({ variant }) => variant],
  ['compression', ({ compression }) => compression],
  ['byte_order', ({ byteOrder }) => byteOrder],
  ['sections', ({ sections }) => sections],
  ['interfaces', ({ interfaces }) => interfaces.length],
  ['link_types', ({ interfaces }) => [...new Set(interfaces.map(({ linkType }) => linkType))].join(' ')],
  ['packets', ({ packets }) => packets],
  ['cut_packets', ({ cutPackets }) => cutPackets],
  ['damaged_packets', ({ damagedPackets }) => damagedPackets],
  ['damage', ({ damage }) => counts(damage)],
  ['untimed_packets', ({ untimedPackets }) => untimedPackets],
  ['backwards_packets', ({ backwardsPackets }) => backwardsPackets],
  ['strict_time_order', ({ strictTimeOrder }) => strictTimeOrder],
  ['first_packet_time', ({ firstPacketTime }) => firstPacketTime],
  ['last_packet_time', ({ lastPacketTime }) => lastPacketTime],
  ['duration_seconds', ({ durationSeconds }) => durationSeconds],
  ['wire_bytes', ({ wireBytes }) => wireBytes],
  ['captured_bytes', ({ capturedBytes }) => capturedBytes],
  ['average_packet_bytes', ({ averagePacketBytes }) => averagePacketBytes],
  ['packets_per_second', ({ packetsPerSecond }) => packetsPerSecond],
  ['bits_per_second', ({ bitsPerSecond }) => bitsPerSecond],
  ['dropped_packets', ({ droppedPackets }) => droppedPackets],
  ['application', ({ application }) => application],
  ['operating_system', ({ operatingSystem }) => operatingSystem],
  ['hardware', ({ hardware }) => hardware],
  ['comments', ({ commentCount }) => commentCount],
  ['packet_comments', ({ packetCommentCount }) => packetCommentCount],
  ['skipped_blocks', ({ skippedBlocks }) => counts(skippedBlocks)],
  ['broken', ({ broken }) => broken],
];
