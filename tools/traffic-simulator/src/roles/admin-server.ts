import { asks, type RoleScript, serves, telltale } from '../capture/activity.ts';
import { ping } from '../habits/presence.ts';
import { databaseQueries } from '../protocols/database.ts';
import { dnsReverseQuery } from '../protocols/dns.ts';
import { ldapSession } from '../protocols/ldap.ts';
import {
  AGENT_PORTS,
  agentPoll,
  agentReport,
  logShipping,
  radiusLogon,
  snmpPoll,
  snmpTrap,
  syslogUdp,
  webConsole,
  winRm,
  wmiCalls,
} from '../protocols/management.ts';
import { endpointMap } from '../protocols/msrpc.ts';
import { remoteDesktop } from '../protocols/remote-desktop.ts';
import { policyFetch, smbSession } from '../protocols/smb.ts';
import { sshCommand, sshShell } from '../protocols/ssh.ts';
import { updateSearch } from '../protocols/web.ts';

/** Watches, configures and updates the machines of a site, and is the way administrators get to them. */
export const adminServer: RoleScript = {
  role: 'AdminServer',
  place: 'server',
  systems: {
    windowsServer2003: 2,
    windowsServer2008: 2,
    windowsServer2016: 4,
    windowsServer2022: 3,
    linux2: 2,
    linux3: 2,
    linuxServer: 4,
    linux5: 2,
    freebsd: 1,
    solaris: 1,
  },
  activities: [
    telltale({
      name: 'agents',
      everySeconds: 12,
      chance: 0.6,
      run: (scene, at) =>
        scene.ask(
          at,
          scene.random.pick([...scene.peers.servers, ...scene.peers.clients]),
          agentPoll(scene.fixed('agents', AGENT_PORTS)),
        ),
    }),
    telltale(asks(['snmp', 20, 0.5], 'servers', snmpPoll)),
    telltale(asks(['remote-commands', 80, 0.5], 'servers', winRm)),
    telltale(asks(['configuration', 90, 0.45], 'servers', sshCommand)),
    telltale(asks(['management-calls', 90, 0.4], 'servers', wmiCalls)),
    telltale(serves(['desktop', 400, 0.5], 'administrators', remoteDesktop)),
    telltale(serves(['console', 150, 0.6], 'administrators', webConsole)),
    telltale(serves(['reports', 30, 0.5], 'clients', agentReport)),
    telltale(serves(['update-clients', 50, 0.35], 'clients', updateSearch(8530))),
    telltale(serves(['logs', 60, 0.35], 'servers', logShipping)),
    serves(['syslog', 20, 0.35], 'servers', syslogUdp),
    serves(['traps', 120, 0.25], 'servers', snmpTrap),
    serves(['shell', 400, 0.35], 'administrators', sshShell),
    serves(['network-logon', 90, 0.15], 'servers', radiusLogon),
    asks(['endpoints', 90, 0.35], 'servers', endpointMap),
    asks(['printers', 90, 0.3], 'printers', snmpPoll),
    asks(['desktop-out', 600, 0.3], 'servers', remoteDesktop),
    asks(['shell-out', 600, 0.3], 'servers', sshShell),
    asks(['shares', 400, 0.25], 'servers', smbSession(policyFetch)),
    asks(['directory', 120, 0.4], 'controllers', ldapSession),
    asks(['reverse-names', 60, 0.3], 'controllers', dnsReverseQuery),
    {
      name: 'pings',
      everySeconds: 25,
      chance: 0.5,
      run: (scene, at) => ping(scene, [scene.device, scene.random.pick(scene.peers.servers)], at),
    },
    {
      name: 'database',
      everySeconds: 120,
      chance: 0.3,
      run: (scene, at) =>
        scene.ask(
          at,
          scene.fixed('database', scene.peers.servers),
          databaseQueries(scene.fixed('port', [5432, 3306, 1433])),
        ),
    },
  ],
};
