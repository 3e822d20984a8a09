import { defineConfig, type Options } from 'tsup';

type Plugin = NonNullable<Options['esbuildPlugins']>[number];

/** The one build of a library: ES modules and declarations for every entry point. */
export const library = (...entry: readonly string[]): ReturnType<typeof defineConfig> =>
  defineConfig({
    entry: [...entry],
    format: 'esm',
    target: 'node20',
    dts: { compilerOptions: { composite: false, customConditions: [] } },
    clean: true,
    treeshake: true,
  });

/** The packages that lay out help, as the last package of a path. */
const HELP_LAYOUT = /[\\/]node_modules[\\/](yargs|cliui|wrap-ansi)[\\/](?!.*node_modules)/;

/**
 * What lays out help measures texts as terminals do, for which it loads tables of all scripts when the app starts: 40 ms of
 * every run. Help is in plain English, and its length is its width. Tables of results keep the real one.
 */
const plainHelpWidths: Plugin = {
  name: 'plain-help-widths',
  setup: (build) => {
    build.onResolve({ filter: /^string-width$/ }, ({ importer }) =>
      HELP_LAYOUT.test(importer) ? { path: 'string-width', namespace: 'plain-help-widths' } : undefined,
    );
    build.onLoad({ filter: /.*/, namespace: 'plain-help-widths' }, () => ({
      contents: 'export default (text) => text.length;',
    }));
  },
};

/**
 * The one build of an app: a bundle that starts fast. Three packages stay outside since they find files beside
 * themselves: the bundled models, the pool that starts its own worker file, and what runs plug-ins. So does TensorFlow.js, which
 * is used only where it is installed.
 */
export const app = (options: Options): ReturnType<typeof defineConfig> =>
  defineConfig({
    esbuildPlugins: [plainHelpWidths],
    format: 'esm',
    target: 'node20',
    noExternal: [/^(?!@networkml\/pretrained$|piscina$|jiti$|@tensorflow\/)/],
    external: ['@networkml/pretrained', 'piscina', 'jiti', /^@tensorflow\//],
    splitting: true,
    clean: true,
    shims: true, // __dirname and __filename for CommonJS dependencies; require below
    banner: {
      js: "import { createRequire as __createRequire } from 'node:module';\nconst require = __createRequire(import.meta.url);",
    },
    ...options,
  });
