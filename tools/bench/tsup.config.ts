import { defineConfig } from 'tsup';

/** What is measured, as JavaScript: taking the types out as Node starts would cost a short program much of its time. */
export default defineConfig({
  entry: [
    'src/subjects/decode.ts',
    'src/subjects/decode-sync.ts',
    'src/subjects/featurize.ts',
    'src/subjects/nothing.ts',
    'src/subjects/pcap-parser.ts',
    'src/subjects/pcap-decoder.ts',
    'src/subjects/generate.ts',
    'src/subjects/train-grid.ts',
    'src/subjects/predict-rows.ts',
  ],
  format: 'esm',
  target: 'node20',
  skipNodeModulesBundle: true,
  clean: true,
});
