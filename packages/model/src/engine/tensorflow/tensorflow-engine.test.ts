import { describeEngine } from '../../testing/engine-contract.ts';
import { tensorflowEngine } from './tensorflow-engine.ts';

const engine = await tensorflowEngine();

describeEngine('tensorflow', () => engine, { tolerance: 2e-4 });
