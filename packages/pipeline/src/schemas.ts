export { arePredictions, predictionsJsonSchema } from './prediction-schema.ts';
