export { type NetworkmlImportOptions, importNetworkmlModel } from './models/import-networkml-model.ts';
export {
  type NetworkmlPaths,
  readNetworkmlFiles,
  readOnnxFile,
  writeOnnxFile,
} from './models/exchange-files.ts';
