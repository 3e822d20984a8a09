import { type UserWorkspaceConfig } from 'vitest/config';
/** What every project's tests share: source is read directly, nothing needs a build. */
export declare const project: (name: string) => UserWorkspaceConfig;
