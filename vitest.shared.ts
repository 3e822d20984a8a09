import { defineProject, type UserWorkspaceConfig } from 'vitest/config';

/** What every project's tests share: source is read directly, nothing needs a build. */
export const project = (name: string): UserWorkspaceConfig =>
  defineProject({
    ssr: { resolve: { conditions: ['@networkml/source', 'module', 'node', 'development|production'] } },
    test: { name, include: ['src/**/*.test.ts'], environment: 'node', testTimeout: 30_000 },
  });
