import { describeEngine } from '../../testing/engine-contract.ts';
import { simdEngine } from './simd-engine.ts';

describeEngine('simd', () => simdEngine, { tolerance: 2e-4 });
