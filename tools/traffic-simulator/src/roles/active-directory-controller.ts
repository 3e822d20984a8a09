import { asks, type RoleScript, type Scene, serves, telltale } from '../capture/activity.ts';
import { LOGON_STEPS } from '../habits/upkeep.ts';
import { dnsQuery, dnsReverseQuery, dnsServiceQuery, dnsUpdate, dnsZoneTransfer } from '../protocols/dns.ts';
import {
  kerberosLogon,
  kerberosPassword,
  kerberosPreauthentication,
  kerberosTicket,
} from '../protocols/kerberos.ts';
import { cldapPing, ldapSession } from '../protocols/ldap.ts';
import { directoryReplication, endpointMap, serviceCalls, volumeReplication } from '../protocols/msrpc.ts';
import { netbiosQuery } from '../protocols/discovery.ts';
import { wmiCalls, winRm } from '../protocols/management.ts';
import { remoteDesktop } from '../protocols/remote-desktop.ts';
import { ntpQuery } from '../protocols/ntp.ts';
import { fileWork, policyFetch, smbSession } from '../protocols/smb.ts';

/** A client starts or its user logs on: the whole round of questions to the controller. */
const clientLogon = (scene: Scene, atSeconds: number): void => {
  const client = scene.random.pick(scene.peers.clients);
  let at = atSeconds;
  for (const [script, chance] of LOGON_STEPS) {
    if (!scene.random.chance(chance)) continue;
    scene.serve(at, client, script);
    at += scene.random.around(0.06, 0.8);
  }
};

/** Logons, directory, names, time and policies of a domain (MS-ADTS). */
export const activeDirectoryController: RoleScript = {
  role: 'ActiveDirectoryController',
  place: 'server',
  systems: {
    windows2000: 1,
    windowsServer2003: 4,
    windowsServer2008: 3,
    windowsServer2016: 5,
    windowsServer2022: 4,
    linuxServer: 1,
  },
  activities: [
    telltale({ name: 'client-logon', everySeconds: 60, run: clientLogon }),
    telltale(serves(['directory-search', 25, 0.9], 'clients', ldapSession)),
    telltale(serves(['ticket', 25, 0.9], 'clients', kerberosTicket)),
    telltale(serves(['logon', 60, 0.8], 'clients', kerberosLogon)),
    telltale(serves(['locate', 60, 0.8], 'clients', cldapPing)),
    serves(['policy', 90, 0.8], 'clients', smbSession(policyFetch)),
    serves(['preauthentication', 90, 0.6], 'clients', kerberosPreauthentication),
    serves(['name', 5, 0.8], 'clients', dnsQuery(10)),
    serves(['service-name', 40, 0.8], 'clients', dnsServiceQuery),
    serves(['reverse-name', 120, 0.4], 'clients', dnsReverseQuery),
    serves(['registration', 200, 0.5], 'clients', dnsUpdate),
    serves(['endpoints', 50, 0.8], 'clients', endpointMap),
    serves(['calls', 50, 0.8], 'clients', serviceCalls),
    serves(['time', 60, 0.7], 'clients', ntpQuery(true)),
    serves(['password', 900, 0.2], 'clients', kerberosPassword),
    serves(['server-search', 60, 0.5], 'servers', ldapSession),
    serves(['server-ticket', 60, 0.5], 'servers', kerberosTicket),
    serves(['files', 300, 0.2], 'clients', smbSession(fileWork)),
    serves(['netbios-queries', 60, 0.3], 'clients', netbiosQuery),
    serves(['remote-commands', 400, 0.15], 'administrators', winRm),
    serves(['desktop', 900, 0.12], 'administrators', remoteDesktop),
    serves(['management-calls', 600, 0.15], 'administrators', wmiCalls),
    asks(['forwarded-name', 15, 0.7], 'internet', dnsQuery(25)),
    asks(['replication', 90, 0.5], 'controllers', directoryReplication),
    serves(['replication-in', 90, 0.5], 'controllers', directoryReplication),
    asks(['volume-replication', 300, 0.4], 'controllers', volumeReplication),
    asks(['controller-ticket', 200, 0.4], 'controllers', kerberosTicket),
    asks(['zone-transfer', 900, 0.1], 'controllers', dnsZoneTransfer),
    asks(['own-time', 600, 0.4], 'internet', ntpQuery(false)),
  ],
};
