export { tensorflowEngine } from './engine/tensorflow/tensorflow-engine.ts';
export { type LayersModel, layersModelOf } from './engine/tensorflow/layers-model.ts';
