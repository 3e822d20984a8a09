import { SimulatorError } from '../errors.ts';
import type { Site } from '../site/site.ts';

/**
 * What varies among captures and can be held still, to measure what a model gains by it: `systems` one operating system
 * a role; `views` full captures of a fixed length, of devices at work, from their first packet on; `vantages` an untagged mirror
 * port; `noise` none; `side-roles` none; `links` one rate, round trip and loss.
 */
export const VARIETIES = ['systems', 'views', 'vantages', 'noise', 'side-roles', 'links'] as const;

/** One of `VARIETIES`. */
export type Variety = (typeof VARIETIES)[number];

/** What does not vary. */
export type Still = ReadonlySet<Variety>;

/**
 * Reads names parted by commas.
 *
 * @throws SimulatorError SIMULATOR_BAD_OPTION for one that is no variety.
 */
export const parseStill = (text: string): Still => {
  const names = text.split(',').filter((name) => name !== '');
  return new Set(
    names.map((name) => {
      const variety = VARIETIES.find((known) => known === name);
      if (variety !== undefined) return variety;
      throw new SimulatorError(
        'SIMULATOR_BAD_OPTION',
        `--without ${name}; there are ${VARIETIES.join(', ')}`,
      );
    }),
  );
};

const ONE_LINK = { linkMegabits: 1_000, internetMillis: 20, lossRate: 0.001 } as const;

/** The site with what does not vary the same as on any other. */
export const stillSite = (site: Site, still: Still): Site => ({
  ...site,
  ...(still.has('links') ? ONE_LINK : {}),
  ...(still.has('noise') ? { noise: 0 } : {}),
  ...(still.has('vantages') ? { vlan: undefined } : {}),
});
