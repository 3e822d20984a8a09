export { exportOnnx } from './export/onnx/export-onnx.ts';
export { MAX_ONNX_BYTES, importOnnx } from './import/onnx/import-onnx.ts';
export { type ImportedNetworkml, type NetworkmlFiles, importNetworkml } from './import/import-networkml.ts';
export { type ImportedScaler, readStandardScaler } from './import/standard-scaler.ts';
