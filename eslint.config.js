import nx from '@nx/eslint-plugin';
import tseslint from 'typescript-eslint';

const only = (sourceTag, ...onlyDependOnLibsWithTags) => ({ sourceTag, onlyDependOnLibsWithTags });
const LIBRARY_LAYERS = [
  'layer:capture',
  'layer:vocabulary',
  'layer:features',
  'layer:model',
  'layer:evaluation',
  'layer:jobs',
  'layer:data',
  'layer:pipeline',
];

/** The table of ARCHITECTURE.md: which layer may import which. */
export const depConstraints = [
  only('layer:capture'),
  only('layer:vocabulary'),
  only('layer:model'),
  only('layer:jobs'),
  only('layer:data'),
  only('layer:features', 'layer:capture'),
  only('layer:evaluation', 'layer:model'),
  only('layer:pipeline', ...LIBRARY_LAYERS.filter((layer) => layer !== 'layer:pipeline')),
  only('layer:app', ...LIBRARY_LAYERS),
  only('layer:pages', 'layer:evaluation', 'layer:pipeline'),
  only('layer:tool', ...LIBRARY_LAYERS, 'layer:pages'),
  only('scope:learning', 'scope:learning'),
];

const PLATFORM_NEUTRAL = ['pcap-reader', 'naming', 'featurizer', 'model', 'evaluation'];

export default tseslint.config(
  {
    ignores: ['**/dist', '**/out-tsc', '**/.nx', '**/coverage', '**/node_modules', 'packages/*/assembly'],
  },
  {
    files: ['**/*.ts'],
    extends: [tseslint.configs.strictTypeChecked, tseslint.configs.stylisticTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    plugins: { '@nx': nx },
    rules: {
      '@nx/enforce-module-boundaries': [
        'error',
        {
          enforceBuildableLibDependency: false,
          banTransitiveDependencies: true,
          checkDynamicDependenciesExceptions: ['@networkml/evaluation'], // its charts are loaded where they are drawn
          allow: [String.raw`^(\.\./)+(tsup|vitest)\.shared\.ts$`],
          depConstraints,
        },
      ],
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'inline-type-imports' }],
      '@typescript-eslint/consistent-type-definitions': ['error', 'interface'],
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
      '@typescript-eslint/no-non-null-assertion': 'error',
      'max-lines': ['error', { max: 300, skipBlankLines: true, skipComments: true }],
      'max-lines-per-function': ['error', { max: 50, skipBlankLines: true, skipComments: true }],
      'max-params': ['error', 3],
      eqeqeq: 'error',
      'no-console': 'error',
    },
  },
  {
    files: PLATFORM_NEUTRAL.map((name) => `packages/${name}/src/**/*.ts`),
    ignores: ['**/src/node.ts', '**/src/node/**', '**/*.test.ts', '**/testing/**'],
    rules: {
      'no-restricted-imports': [
        'error',
        {
          patterns: [
            {
              regex: '^node:',
              message: 'The core runs in a browser too: node: belongs in the ./node entry point.',
            },
          ],
        },
      ],
      'no-restricted-globals': ['error', 'process', 'Buffer', 'require', '__dirname'],
    },
  },
  {
    files: ['packages/pcap-reader/src/{decode,format,link}/**/*.ts'],
    rules: { 'max-params': 'off', 'max-lines-per-function': 'off' },
  },
  {
    // What every packet passes: it makes no object for parameters, and for-of over typed arrays takes three times as long.
    files: ['packages/featurizer/src/{sets,stats}/**/*.ts', 'packages/featurizer/src/subject-table.ts'],
    rules: { 'max-params': 'off', '@typescript-eslint/prefer-for-of': 'off' },
  },
  {
    files: ['**/*.test.ts', '**/testing/**/*.ts'],
    rules: {
      'max-lines': 'off',
      'max-lines-per-function': 'off',
      'max-params': 'off',
      '@typescript-eslint/no-non-null-assertion': 'off',
    },
  },
);
