import { app } from '../../tsup.shared.ts';

/** The bundled models are files that their package finds beside itself, so it stays outside. */
export default app({
  entry: ['src/main.ts'],
  noExternal: [/^(?!@networkml\/pretrained$)/],
  external: ['@networkml/pretrained'],
});
