#!/usr/bin/env node
import { hideBin } from 'yargs/helpers';
import { parseArguments } from './arguments.ts';
import { Exit } from './exit-status.ts';
import { serve } from './serve.ts';

try {
  await serve(await parseArguments(hideBin(process.argv)));
} catch (error) {
  if (!(error instanceof Exit)) throw error;
  process.stderr.write(`networkml-service: ${error.message}\n`);
  process.exitCode = error.status;
}
