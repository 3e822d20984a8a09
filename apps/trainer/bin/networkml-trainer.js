#!/usr/bin/env node
// Installed before the app is built, so that npm can link it; keeps compiled code between runs where Node can.
import module from 'node:module';

module.enableCompileCache?.();
await import('../dist/main.js');
