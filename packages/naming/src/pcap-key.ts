import { baseNameOf } from './file-name.ts';
import { parseTraceName } from './trace-name.ts';

/** The two facts of a file name that NetworkML 0.6 puts in its messages. */
export interface PcapKey {
  /** `pcap_key`: the key of a trace; for any other name the base name up to its first dot. */
  readonly key: string;
  /** `pcap_labels`: the labels of a trace, null if the name has none. */
  readonly labels: string | null;
}

/** The message fields for a file name. Upstream has no key for a broken trace name; here it counts as any other. */
export function pcapKeyOf(fileName: string): PcapKey {
  const trace = parseTraceName(fileName);
  if (trace.ok) return { key: trace.name.key, labels: trace.name.described?.labels ?? null };
  const [key] = baseNameOf(fileName).split('.', 1);
  return { key, labels: null };
}
