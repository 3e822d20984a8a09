import { ACCURACY_PAGE, measuredWith, publishPart } from '@networkml/pages';
import { print } from '@networkml/pipeline/command-line';
import { type HostsRequest, folderName, loadHosts } from '../hosts/load-hosts.ts';
import { renderTransfer } from './render-transfer.ts';
import { type Transfer, scoreTransfer } from './score-transfer.ts';

/** What `eval:transfer` is asked for. */
export interface TransferRequest extends HostsRequest {
  readonly format: 'text' | 'json';
  /** Whether the table goes into docs/accuracy.md. */
  readonly write: boolean;
}

/** Judges the hosts, prints the tables, and keeps them in docs/accuracy.md where asked to. */
export const evalTransfer = async (request: TransferRequest): Promise<void> => {
  const { model, hosts, rows } = await loadHosts(request);
  const transfer = scoreTransfer(model, hosts, rows);
  if (request.format === 'json') {
    await print(`${JSON.stringify({ folder: folderName(request), ...transfer }, null, 2)}\n`);
    return;
  }
  const text = [describe(request, transfer), renderTransfer(transfer)].join('\n\n');
  await publishPart({ page: ACCURACY_PAGE, name: 'accuracy transfer', write: request.write }, text);
};

const describe = (request: TransferRequest, { model, hosts }: Transfer): string =>
  `${measuredWith('npm run eval:transfer -- --write')}: model \`${model}\`, the ${hosts.length} hosts of \`${folderName(request)}\`.`;
