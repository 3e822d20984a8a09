import { readFile, writeFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { compareCorpora } from './conformance.ts';
import { measure } from './measure.ts';
import { renderReport } from './report.ts';
import { CAPTURES, HAS_CAPTURES, PAGE } from './shared.ts';

const { values } = parseArgs({ options: { check: { type: 'boolean', default: false } } });

const say = (line: string): void => {
  process.stderr.write(`${line}\n`);
};

const run = async (): Promise<number> => {
  if (!HAS_CAPTURES) {
    say(`There are no captures in ${CAPTURES}; NETWORKML_SHARED says where else to look.`);
    return 2;
  }
  const measured = await measure(compareCorpora(CAPTURES));
  const page = renderReport(measured);
  for (const { file, packet, column, ours, theirs } of measured.unexplained.slice(0, 20)) {
    say(`unexplained: ${file} packet ${packet} ${column}: ours ${ours || '-'}, tshark ${theirs || '-'}`);
  }
  if (!values.check) {
    await writeFile(PAGE, page);
    return 0;
  }
  if ((await readFile(PAGE, 'utf8')) === page) return 0;
  say('docs/conformance.md is not what the captures give; npm run conformance renews it.');
  return 1;
};

process.exitCode = await run();
