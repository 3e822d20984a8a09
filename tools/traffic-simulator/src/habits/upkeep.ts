import { type Activity, asks, lookUp, type Scene, type Script, serves } from '../capture/activity.ts';
import { netbiosQuery } from '../protocols/discovery.ts';
import { dnsServiceQuery, dnsUpdate } from '../protocols/dns.ts';
import { kerberosLogon, kerberosPreauthentication, kerberosTicket } from '../protocols/kerberos.ts';
import { cldapPing, ldapSession } from '../protocols/ldap.ts';
import {
  AGENT_PORTS,
  agentPoll,
  agentReport,
  logShipping,
  snmpPoll,
  syslogUdp,
  winRm,
} from '../protocols/management.ts';
import { endpointMap, serviceCalls } from '../protocols/msrpc.ts';
import { ntpQuery } from '../protocols/ntp.ts';
import { ocspRequest } from '../protocols/pki.ts';
import { policyFetch, smbSession } from '../protocols/smb.ts';
import { sshCommand, sshShell } from '../protocols/ssh.ts';
import { connectivityCheck, download, updateSearch } from '../protocols/web.ts';
import { remoteDesktop } from '../protocols/remote-desktop.ts';
import { backupRun } from '../protocols/backup.ts';
import { ping } from './presence.ts';

/** What a member of a domain says to its controller when somebody logs on, or the machine itself does. */
export const domainLogon = (scene: Scene, atSeconds: number): void => {
  const controller = scene.fixed('controller', scene.peers.controllers);
  const { random } = scene;
  let at = atSeconds;
  for (const [script, chance] of LOGON_STEPS) {
    if (!random.chance(chance)) continue;
    scene.ask(at, controller, script);
    at += random.around(0.06, 0.8);
  }
};

/** The steps of a logon in their order, each with how often it is needed. */
export const LOGON_STEPS: readonly (readonly [script: Script, chance: number])[] = [
  [dnsServiceQuery, 0.6],
  [cldapPing, 0.6],
  [kerberosPreauthentication, 0.6],
  [kerberosLogon, 0.8],
  [kerberosTicket, 0.9],
  [kerberosTicket, 0.6],
  [endpointMap, 0.4],
  [serviceCalls, 0.5],
  [ldapSession, 0.7],
  [smbSession(policyFetch), 0.5],
  [kerberosTicket, 0.3],
  [dnsUpdate, 0.2],
];

const MEMBER: readonly Activity[] = [
  { name: 'domain-logon', everySeconds: 420, chance: 0.7, run: domainLogon },
  asks(['domain-time', 500, 0.5], 'controllers', ntpQuery(true)),
  asks(['domain-ticket', 150, 0.5], 'controllers', kerberosTicket),
  asks(['domain-search', 300, 0.4], 'controllers', ldapSession),
];

const COMMON: readonly Activity[] = [
  { name: 'look-up', everySeconds: 25, chance: 0.9, run: lookUp },
  asks(['agent-report', 200, 0.25], 'servers', agentReport),
];

const WINDOWS: readonly Activity[] = [
  ...COMMON,
  asks(['netbios-query', 150, 0.3], 'clients', netbiosQuery),
  serves(['netbios-queried', 150, 0.3], 'clients', netbiosQuery),
  asks(['connectivity', 500, 0.5], 'internet', connectivityCheck),
  asks(['telemetry', 150, 0.6], 'internet', updateSearch(443)),
  asks(['update-search', 900, 0.3], 'servers', updateSearch(8530)),
  asks(['update-download', 900, 0.25], 'internet', download(250_000)),
  asks(['certificate-check', 300, 0.4], 'internet', ocspRequest),
];

const LINUX: readonly Activity[] = [
  ...COMMON,
  asks(['time', 130, 0.6], 'internet', ntpQuery(false)),
  asks(['packages', 900, 0.3], 'internet', download(60_000)),
];

/** What a host of a family does by itself to stay in order. */
export const UPKEEP: Readonly<Record<'windows' | 'linux' | 'mac' | 'embedded', readonly Activity[]>> = {
  windows: WINDOWS,
  linux: LINUX,
  mac: [
    ...COMMON,
    asks(['time', 400, 0.6], 'internet', ntpQuery(false)),
    asks(['services', 120, 0.7], 'internet', updateSearch(443)),
  ],
  embedded: [
    { name: 'look-up', everySeconds: 150, chance: 0.5, run: lookUp },
    asks(['time', 400, 0.4], 'internet', ntpQuery(false)),
  ],
};

/** What members of a domain do; hosts of Windows mostly are, others now and then. */
export const DOMAIN_MEMBER: readonly Activity[] = MEMBER;

/** How servers are looked after: watched, logged, logged on to, saved. */
export const SERVED_UPKEEP: readonly Activity[] = [
  serves(['snmp-poll', 90, 0.2], 'servers', snmpPoll),
  {
    name: 'agent-poll',
    everySeconds: 60,
    chance: 0.25,
    run: (scene, at) =>
      scene.serve(
        at,
        scene.fixed('monitor', scene.peers.servers),
        agentPoll(scene.fixed('agent', AGENT_PORTS)),
      ),
  },
  {
    name: 'pinged',
    everySeconds: 60,
    chance: 0.25,
    run: (scene, at) => ping(scene, [scene.fixed('monitor', scene.peers.servers), scene.device], at),
  },
  asks(['syslog', 60, 0.2], 'servers', syslogUdp),
  asks(['log-shipping', 300, 0.2], 'servers', logShipping),
  asks(['backup', 1_500, 0.1], 'servers', backupRun),
  {
    name: 'administered',
    everySeconds: 700,
    chance: 0.3,
    run: (scene, at) =>
      scene.serve(
        at,
        scene.random.pick(scene.peers.administrators),
        scene.device.system.family === 'windows'
          ? scene.random.pick([remoteDesktop, remoteDesktop, winRm])
          : scene.random.chance(0.5)
            ? sshShell
            : sshCommand,
      ),
  },
];
