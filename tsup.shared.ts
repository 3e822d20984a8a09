import { defineConfig, type Options } from 'tsup';

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

/**
 * The one build of an app: a bundle that starts fast. Three packages stay outside since they find files beside
 * themselves: the bundled models, the pool that starts its own worker file, and what runs plug-ins.
 */
export const app = (options: Options): ReturnType<typeof defineConfig> =>
  defineConfig({
    format: 'esm',
    target: 'node20',
    noExternal: [/^(?!@networkml\/pretrained$|piscina$|jiti$)/],
    external: ['@networkml/pretrained', 'piscina', 'jiti'],
    splitting: true,
    clean: true,
    shims: true, // __dirname and __filename for CommonJS dependencies; require below
    banner: {
      js: "import { createRequire as __createRequire } from 'node:module';\nconst require = __createRequire(import.meta.url);",
    },
    ...options,
  });
