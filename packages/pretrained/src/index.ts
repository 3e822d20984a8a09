/** The models that come with NetworkML, by name: JSON documents that `@networkml/model` reads. */
export const BUNDLED_MODELS: { readonly 'iot-devices': URL; readonly 'enterprise-roles': URL } = {
  'iot-devices': new URL('../models/iot-devices.json', import.meta.url),
  'enterprise-roles': new URL('../models/enterprise-roles.json', import.meta.url),
};
