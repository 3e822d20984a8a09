import { library } from '../../tsup.shared.ts';

export default library('src/index.ts', 'src/exchange.ts', 'src/training.ts', 'src/tensorflow.ts');
