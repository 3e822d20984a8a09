import { availableParallelism } from 'node:os';
import { mkdirSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { measuredWith, publishPart } from '@networkml/pages';
import { BasePool, packBases } from './bases/pool.ts';
import { readOwnBases, readSharedBases } from './bases/read-bases.ts';
import { readBombs } from './bombs.ts';
import { createPlan } from './check/plan.ts';
import { createInput } from './mutate/input.ts';
import { renderReport } from './report.ts';
import { type Found, runInputs } from './run/run-inputs.ts';
import { runThreads } from './run/run-threads.ts';

const USAGE = `npm run fuzz -- [--runs N] [--seed S] [--threads T] [--own] [--write] [--only I]

  --runs N     inputs to make and read (20000)
  --seed S     a whole number that all of them depend on (1)
  --threads T  threads that work at once (as many as there are processors)
  --own        make inputs from our own captures only
  --write      put the figures into docs/reliability.md
  --only I     make and read input I alone, and keep it as a file
`;

/** Findings of one kind that are told and kept. */
const FINDINGS_TOLD = 3;
const FINDINGS = new URL('../findings/', import.meta.url);

const PAGE = fileURLToPath(new URL('../../../docs/reliability.md', import.meta.url));

const { values: flags } = parseArgs({
  options: {
    runs: { type: 'string', default: '20000' },
    seed: { type: 'string', default: '1' },
    threads: { type: 'string', default: String(availableParallelism()) },
    own: { type: 'boolean', default: false },
    write: { type: 'boolean', default: false },
    only: { type: 'string' },
    help: { type: 'boolean', default: false },
  },
});

const print = (text: string): void => {
  process.stdout.write(text);
};

const wholeNumber = (name: string, text: string, least: number): number => {
  const value = Number(text);
  if (Number.isSafeInteger(value) && value >= least) return value;
  throw new RangeError(`--${name} takes a whole number of at least ${least}, not ${text}`);
};

const seed = wholeNumber('seed', flags.seed, 0);
const bases = packBases(readOwnBases(), flags.own ? [] : readSharedBases());

const keep = (index: number): string => {
  const name = `seed-${seed}-input-${index}.capture`;
  mkdirSync(FINDINGS, { recursive: true });
  writeFileSync(new URL(name, FINDINGS), createInput(new BasePool(bases), seed, index).bytes);
  return `tools/fuzz/findings/${name}`;
};

/** Tells a few findings of every kind: their messages differ in numbers only. */
const tell = (findings: readonly Found[]): void => {
  const kinds = new Map<string, Found[]>();
  for (const found of findings) {
    const kind = found.message.split('\n')[0].replaceAll(/\d+/g, 'N');
    kinds.set(kind, [...(kinds.get(kind) ?? []), found]);
  }
  for (const [kind, found] of kinds) {
    print(`\n${found.length} x ${kind}\n`);
    for (const { index, message } of found.slice(0, FINDINGS_TOLD)) {
      print(`  input ${index} (${keep(index)}): ${message}\n`);
      print(`    again: npm run fuzz -- --seed ${seed} --only ${index}${flags.own ? ' --own' : ''}\n`);
    }
  }
};

const runOne = async (index: number): Promise<boolean> => {
  const pool = new BasePool(bases);
  const { bytes, story } = createInput(pool, seed, index);
  print(`${keep(index)}: ${bytes.length} bytes, ${story.join(' > ')}\n`);
  print(`${JSON.stringify(createPlan(seed, index, bytes.length))}\n`);
  const { tally, findings } = await runInputs(pool, { seed, from: index, to: index + 1 });
  for (const { message } of findings) print(`${message}\n`);
  print(`${JSON.stringify(tally.outcomes)}, ${tally.packets} packets\n`);
  return findings.length === 0;
};

const runMany = async (): Promise<boolean> => {
  const runs = wholeNumber('runs', flags.runs, 1);
  const threads = wholeNumber('threads', flags.threads, 1);
  const isTerminal = process.stderr.isTTY;
  const run = await runThreads({
    bases,
    seed,
    runs,
    threads,
    onProgress: (inputs) => {
      if (isTerminal) process.stderr.write(`\r${inputs} of ${runs} `);
    },
  });
  if (isTerminal) process.stderr.write('\r');
  const bombs = await readBombs();
  const { own: ownBases, fingerprint } = bases;
  const report = renderReport({
    seed,
    threads,
    bases: bases.names.length,
    ownBases,
    fingerprint,
    run,
    bombs,
  });
  const command = `npm run fuzz -- --runs ${runs} --seed ${seed}${flags.own ? ' --own' : ''} --write`;
  const text = `${measuredWith(command)}.\n\n${report}`;
  await publishPart({ page: PAGE, name: 'reliability fuzz', write: flags.write }, text);
  tell(run.findings);
  return run.findings.length === 0;
};

if (flags.help) print(USAGE);
else {
  const clean = flags.only === undefined ? await runMany() : await runOne(wholeNumber('only', flags.only, 0));
  if (!clean) process.exitCode = 1;
}
