import { builtinSets, createFeaturizer, needsLastHeaders } from '@networkml/featurizer';
import { openCapture } from '@networkml/pcap-reader/node';

/** Computes feature sets (second argument, parted by commas) of all devices of a capture and says how many packets it met. */
const ids = process.argv[3].split(',');
const sets = builtinSets.filter(({ id }) => ids.includes(id));
const capture = openCapture(process.argv[2], { last: needsLastHeaders(sets) });
const featurizer = createFeaturizer({ sets, devices: 'auto' });
for await (const batch of capture) featurizer.observe(batch);
const { rowCount, values } = featurizer.finish();
const sum = values.reduce((total, value) => total + value, 0);
process.stdout.write(`${capture.info.packets} packets, ${rowCount} devices, ${sum}\n`);
