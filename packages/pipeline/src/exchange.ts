export { type NetworkmlImportOptions, importNetworkmlModel } from './models/import-networkml-model.ts';
