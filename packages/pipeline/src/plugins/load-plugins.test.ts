import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { emptyDirectory } from '../testing/samples.ts';
import { loadPlugins } from './load-plugins.ts';

/** A set of one column, as a call of `defineFeatureSet` in the language of the plug-in. */
const setText = (id: string, share = 'sent === 0 ? 0 : queries / sent'): string => `defineFeatureSet({
  id: '${id}',
  version: 1,
  level: 'device',
  columns: { ${id.replaceAll('-', '_')}_share: { unit: 'ratio', doc: 'Sent packets to port 53; 0 if none.' } },
  create() {
    let sent = 0;
    let queries = 0;
    return {
      observe(batch, row, direction) {
        if (direction !== Direction.Out) return;
        sent += 1;
        if ((batch.protocols[row] & Protocol.Udp) !== 0 && batch.destinationPort[row] === 53) queries += 1;
      },
      finish: () => ({ ${id.replaceAll('-', '_')}_share: ${share} }),
    };
  },
})`;

const ESM = `import { defineFeatureSet, Direction } from '@networkml/featurizer';
import { Protocol } from '@networkml/pcap-reader';
`;
const CJS = `const { defineFeatureSet, Direction } = require('@networkml/featurizer');
const { Protocol } = require('@networkml/pcap-reader');
`;

/** A directory with these files, and nothing installed. */
const directoryWith = (files: Readonly<Record<string, string>>): string => {
  const directory = emptyDirectory();
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(directory, name)), { recursive: true });
    writeFileSync(join(directory, name), text);
  }
  return directory;
};

const idsOf = async (specifiers: readonly string[], files: Readonly<Record<string, string>>) =>
  (await loadPlugins(specifiers, directoryWith(files))).map(({ id }) => id);

describe('loadPlugins', () => {
  it('runs TypeScript without a build, whose imports of ours are our own', async () => {
    const text = `import type { FeatureSet } from '@networkml/featurizer';\n${ESM}
      export const dns: FeatureSet = ${setText('dns')};`;
    expect(await idsOf(['./my-features.ts'], { 'my-features.ts': text })).toEqual(['dns']);
  });

  it.each([
    ['an ES module', 'a.mjs', `${ESM}export const dns = ${setText('dns')};`],
    ['an ES module that no package.json says is one', 'a.js', `${ESM}export const dns = ${setText('dns')};`],
    ['a CommonJS module of named exports', 'a.cjs', `${CJS}exports.dns = ${setText('dns')};`],
    ['a CommonJS module that is a set', 'a.js', `${CJS}module.exports = ${setText('dns')};`],
    ['a CommonJS module that is a list', 'a.js', `${CJS}module.exports = [${setText('dns')}];`],
    ['a default export', 'a.ts', `${ESM}export default ${setText('dns')};`],
    ['a list as default export', 'a.ts', `${ESM}export default [${setText('dns')}];`],
    [
      'one set exported twice',
      'a.ts',
      `${ESM}export const dns = ${setText('dns')};\nexport default dns;\nexport const PORT = 53;`,
    ],
  ])('takes the sets of %s', async (_, name, text) => {
    expect(await idsOf([name], { [name]: text })).toEqual(['dns']);
  });

  it('follows imports of files beside the plug-in', async () => {
    const files = {
      'plugin/index.ts': `export { dns } from './dns.ts';\nexport { web } from './web';`,
      'plugin/dns.ts': `${ESM}export const dns = ${setText('dns')};`,
      'plugin/web.ts': `${ESM}export const web = ${setText('web')};`,
    };
    expect(await idsOf(['./plugin/index.ts'], files)).toEqual(['dns', 'web']);
  });

  it.each([
    ['an ES module', `${ESM}export const dns = ${setText('dns')};`, { type: 'module' }],
    ['CommonJS', `${CJS}exports.dns = ${setText('dns')};`, {}],
  ])('finds packages installed for the working directory, of %s', async (_, text, fields) => {
    const files = {
      'node_modules/dns-features/package.json': JSON.stringify({
        name: 'dns-features',
        exports: './lib.js',
        ...fields,
      }),
      'node_modules/dns-features/lib.js': text,
    };
    expect(await idsOf(['dns-features'], files)).toEqual(['dns']);
  });

  it('loads several, and one named twice once', async () => {
    const files = {
      'a.ts': `${ESM}export const a = ${setText('set-a')};`,
      'b.ts': `${ESM}export const b = ${setText('set-b')};`,
    };
    expect(await idsOf(['b.ts', './a.ts', 'b.ts'], files)).toEqual(['set-b', 'set-a']);
  });

  it.each([
    ['no such file', './absent.ts', {}, 'PIPELINE_PLUGIN_NOT_FOUND', /there is no file .*absent\.ts/],
    ['no such package', 'absent', {}, 'PIPELINE_PLUGIN_NOT_FOUND', /npm install it/],
    ['a mistake in writing', 'a.ts', { 'a.ts': 'const = 1;' }, 'PIPELINE_BAD_PLUGIN', /a\.ts: .*1:6/s],
    [
      'an error while it is run',
      'a.ts',
      { 'a.ts': `throw new Error('no luck');` },
      'PIPELINE_BAD_PLUGIN',
      /a\.ts: no luck/,
    ],
    [
      'an import of what is not installed',
      'a.ts',
      { 'a.ts': `import x from 'not-installed';\nexport default x;` },
      'PIPELINE_BAD_PLUGIN',
      /not-installed/,
    ],
    ['no set', 'a.ts', { 'a.ts': 'export const x = 1;' }, 'PIPELINE_PLUGIN_EMPTY', /defineFeatureSet/],
    [
      'a set that breaks the contract',
      'a.ts',
      { 'a.ts': `${ESM}export const dns = ${setText('dns', 'queries / sent')};` },
      'PIPELINE_BAD_PLUGIN',
      /a\.ts: .*FEATURE_NOT_FINITE, set dns, column dns_share.*where you would divide by 0/,
    ],
    [
      'half a set',
      'a.ts',
      { 'a.ts': `export const half = { id: 'half', columns: {} };` },
      'PIPELINE_BAD_PLUGIN',
      /FEATURE_BAD_SET/,
    ],
    [
      'a list of something else',
      'a.ts',
      { 'a.ts': `export default [7];` },
      'PIPELINE_BAD_PLUGIN',
      /FEATURE_BAD_SET/,
    ],
  ])('refuses %s and says what to do', async (_, specifier, files, code, words) => {
    const loading = loadPlugins([specifier], directoryWith(files));
    await expect(loading).rejects.toMatchObject({ name: 'PipelineError', code });
    await expect(loading).rejects.toThrow(words);
  });
});
