import { print } from '@networkml/pipeline/command-line';
import { type HostsRequest, loadHosts, setsOf } from '../hosts/load-hosts.ts';
import { loadSimulated } from '../simulated/load-simulated.ts';
import { compareHosts } from './compare-hosts.ts';
import { renderDifferences } from './render-differences.ts';

/** What `eval:transfer -- --differences` is asked for. */
export interface DifferencesRequest extends HostsRequest {
  /** Captures that `npm run simulate` wrote. */
  readonly simulated: string;
}

/** Prints by what real hosts differ most from simulated ones of their role. */
export const evalDifferences = async (request: DifferencesRequest): Promise<void> => {
  const loaded = await loadHosts(request);
  const simulated = await loadSimulated(request.simulated, setsOf(loaded.model));
  await print(`${renderDifferences(compareHosts(loaded, simulated))}\n`);
};
