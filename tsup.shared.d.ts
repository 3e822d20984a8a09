import { defineConfig, type Options } from 'tsup';
/** The one build of a library: ES modules and declarations for every entry point. */
export declare const library: (...entry: readonly string[]) => ReturnType<typeof defineConfig>;
/** The one build of an app: a bundle that starts fast, with only `external` left to node_modules. */
export declare const app: (options: Options) => ReturnType<typeof defineConfig>;
