import { ACCURACY_PAGE, measuredWith, publishPart } from '@networkml/pages';
import { writeText } from '@networkml/pipeline';
import { note, print } from '@networkml/pipeline/command-line';
import { type HostsRequest, folderName, loadHosts, setsOf } from '../hosts/load-hosts.ts';
import { loadSimulated } from '../simulated/load-simulated.ts';
import { summarizeColumns, summarizeRoles } from './column-summaries.ts';
import { compareHosts } from './compare-hosts.ts';
import { renderDifferencesPage } from './differences-page.ts';
import { renderDifferences, renderSummary } from './render-differences.ts';

/** What `compare:distributions` is asked for. */
export interface DistributionsRequest extends HostsRequest {
  /** Captures that `npm run simulate` wrote. */
  readonly simulated: string;
  /** Whether to tell of each host, instead of a summary. */
  readonly differences: boolean;
  /** `json` holds all of it: every role, column and host. */
  readonly format: 'text' | 'json';
  /** HTML file to write as well. */
  readonly report?: string | undefined;
  /** Whether the summary goes into docs/accuracy.md. */
  readonly write: boolean;
}

/** Says by what real hosts differ from simulated ones of their role. */
export const compareDistributions = async (request: DistributionsRequest): Promise<void> => {
  const loaded = await loadHosts(request);
  const simulated = await loadSimulated(request.simulated, setsOf(loaded.model));
  const comparison = compareHosts(loaded, simulated);
  const columns = summarizeColumns(comparison);
  const roles = summarizeRoles(columns, comparison);
  const { hosts } = comparison;
  const folder = folderName(request);
  if (request.report !== undefined) {
    const described = loaded.rows.table.columns;
    await writeText(
      request.report,
      await renderDifferencesPage({ folder, roles, columns, hosts, described }),
    );
    note(request.report);
  }
  if (request.format === 'json') {
    await print(`${JSON.stringify({ folder, roles, columns, hosts }, null, 2)}\n`);
    return;
  }
  if (request.differences) {
    await print(`${renderDifferences(hosts, columns)}\n`);
    return;
  }
  const about = `the ${hosts.length} hosts of \`${folder}\` beside ${simulated.roles.length} simulated captures, in the ${loaded.model.columns.length} columns of the model.`;
  const text = [
    `${measuredWith('npm run compare:distributions -- --write')}: ${about}`,
    renderSummary(roles, columns),
  ].join('\n\n');
  await publishPart({ page: ACCURACY_PAGE, name: 'accuracy distributions', write: request.write }, text);
};
