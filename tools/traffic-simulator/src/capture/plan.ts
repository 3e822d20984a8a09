import { NOISE } from '../habits/noise.ts';
import { PRESENCE } from '../habits/presence.ts';
import { DOMAIN_MEMBER, SERVED_UPKEEP, UPKEEP } from '../habits/upkeep.ts';
import type { Random } from '../random.ts';
import { ROLE_SCRIPTS } from '../roles/roles.ts';
import type { Activity, RoleScript, Scene } from './activity.ts';
import type { Still } from './variety.ts';

/** How much a capture shows: a device at work, a short look at one thing it does, or a quiet time. */
export const MODES = ['working', 'glimpse', 'quiet'] as const;

/** One of `MODES`. */
export type Mode = (typeof MODES)[number];

const MULTI_ROLE_SHARE = 0.1;
const MOST_RUNS = 3_000;
/** Dialogues that began before the capture did, and are seen from their middle on. */
const LEAD_SECONDS = 40;

/** What a capture shows of a device. */
export interface View {
  readonly mode: Mode;
  /** Somebody kept only what the device was captured for. */
  readonly isFiltered: boolean;
  /** What does not vary. */
  readonly still: Still;
}

/** Begins everything that happens in a capture of a device of this role. */
export const enact = (scene: Scene, script: RoleScript, { mode, isFiltered, still }: View): void => {
  const { random } = scene;
  if (mode === 'glimpse') enactGlimpse(scene, script);
  else {
    const pace = (mode === 'quiet' ? random.around(9, 0.8) : random.around(1, 0.9)) * paceOfHour(scene.site);
    const played = script.activities.filter(({ chance = 1 }) => random.chance(chance));
    for (const activity of played) repeat(scene, activity, pace);
    // A quiet device still does once what it is there for; one in ten only makes itself known.
    if (mode === 'quiet' ? random.chance(0.9) : true) once(scene, pickTelltale(random, script));
    if (!still.has('side-roles'))
      for (const activity of otherRole(scene, script)) repeat(scene, activity, pace * 3);
  }
  if (isFiltered) return;
  const scale = mode === 'glimpse' ? 0.5 : 1;
  const ambience = random.around(1.2, 0.7);
  for (const activity of surroundings(scene, script))
    if (random.chance((activity.chance ?? 1) * scale)) repeat(scene, activity, ambience);
  for (const activity of NOISE)
    if (random.chance((activity.chance ?? 1) * scene.site.noise)) repeat(scene, activity, 1);
};

/** At night and early in the morning little is asked for. */
const paceOfHour = ({ hour }: Scene['site']): number => (hour >= 7 && hour < 19 ? 1 : 2.5);

/** A capture somebody took to show one thing: one or two activities, a few times. */
const enactGlimpse = (scene: Scene, script: RoleScript): void => {
  const { random } = scene;
  const kinds = Math.max(script.fewestTelltales ?? 1, random.pick([1, 1, 2, 3]));
  for (let kind = 0; kind < kinds; kind += 1) {
    const activity = pickTelltale(random, script);
    for (let run = random.pick([1, 1, 1, 2, 4, 12]); run > 0; run -= 1) once(scene, activity);
  }
  for (let kind = random.pick([0, 0, 1, 3]); kind > 0; kind -= 1) once(scene, random.pick(script.activities));
};

const pickTelltale = (random: Random, { activities }: RoleScript): Activity =>
  random.pick(activities.filter(({ isTelltale = false }) => isTelltale));

const once = (scene: Scene, activity: Activity): void =>
  activity.run(scene, scene.random.next() * scene.durationSeconds * 0.7);

const repeat = (scene: Scene, activity: Activity, pace: number): void => {
  const { random, durationSeconds } = scene;
  const everySeconds = Math.max(0.25, activity.everySeconds * pace * random.around(1, 0.5));
  let at = random.wait(everySeconds) - LEAD_SECONDS;
  for (let run = 0; at < durationSeconds && run < MOST_RUNS; run += 1) {
    activity.run(scene, at);
    at += random.wait(everySeconds);
  }
};

/** What the device does as a host of its kind, beside its role. */
const surroundings = (scene: Scene, { role, place }: RoleScript): readonly Activity[] => {
  const { random, device, site } = scene;
  const { family } = device.system;
  const memberShare = { windows: 0.85, linux: 0.25, mac: 0.3, embedded: 0 }[family];
  const isMember = site.controllers > 0 && role !== CONTROLLER && random.chance(memberShare);
  return [
    ...PRESENCE[family],
    ...UPKEEP[family],
    ...(isMember ? DOMAIN_MEMBER : []),
    ...(place === 'server' ? SERVED_UPKEEP : []),
  ];
};

const CONTROLLER = 'ActiveDirectoryController';

/** Some servers do the work of a second role on the side; clients do not. Who also is a controller of a domain counts as one. */
const otherRole = ({ random }: Scene, { role, place }: RoleScript): readonly Activity[] => {
  if (place !== 'server' || !random.chance(MULTI_ROLE_SHARE)) return [];
  const others = ROLE_SCRIPTS.filter(
    (script) => script.place === 'server' && script.role !== role && script.role !== CONTROLLER,
  );
  return random
    .pick(others)
    .activities.filter(({ isTelltale = false, chance = 1 }) => isTelltale && random.chance(chance * 0.5));
};
