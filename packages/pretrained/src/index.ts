/** The models that come with NetworkML, by name: JSON documents that `@networkml/model` reads. */
export const BUNDLED_MODELS: { readonly 'iot-devices': URL } = {
  'iot-devices': new URL('../models/iot-devices.json', import.meta.url),
};
