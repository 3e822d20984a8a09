import { library } from '../../tsup.shared.ts';

export default library(
  'src/index.ts',
  'src/captures.ts',
  'src/exchange.ts',
  'src/prediction.ts',
  'src/training.ts',
  'src/fold-worker.ts',
  'src/capture-worker.ts',
  'src/parquet-process.ts',
  'src/schemas.ts',
  'src/command-line.ts',
);
