import { asks, type RoleScript, serves, telltale } from '../capture/activity.ts';
import { backupRun } from '../protocols/backup.ts';
import { kerberosTicket } from '../protocols/kerberos.ts';
import { ldapSession } from '../protocols/ldap.ts';
import { endpointMap, serviceCalls, volumeReplication } from '../protocols/msrpc.ts';
import { nfsCopy, nfsDatagrams, nfsWork, portmapDatagrams, portmapLookup } from '../protocols/nfs.ts';
import { fileCopy, fileLook, fileWork, smbSession } from '../protocols/smb.ts';
import { sshCopy } from '../protocols/ssh.ts';

/** Files for many clients, on one of several servers that hold the same. */
export const distrFileShare: RoleScript = {
  role: 'DistrFileShare',
  place: 'server',
  systems: {
    windows2000: 1,
    windowsServer2003: 3,
    windowsServer2008: 3,
    windowsServer2016: 4,
    windowsServer2022: 3,
    linux2: 3,
    linux3: 2,
    linuxServer: 4,
    linux5: 2,
    freebsd: 2,
    solaris: 2,
    windowsXp: 1,
    windows7: 1,
    windows10: 1,
  },
  activities: [
    telltale(serves(['files', 12, 0.95], 'clients', smbSession(fileWork))),
    telltale(serves(['copies', 60, 0.8], 'clients', smbSession(fileCopy))),
    telltale(serves(['looks', 60, 0.5], 'clients', smbSession(fileLook))),
    telltale(serves(['server-files', 60, 0.3], 'servers', smbSession(fileWork))),
    telltale(serves(['nfs', 60, 0.3], 'servers', nfsWork)),
    telltale(serves(['nfs-datagrams', 90, 0.15], 'servers', nfsDatagrams)),
    serves(['portmap-datagrams', 200, 0.2], 'servers', portmapDatagrams),
    serves(['nfs-copies', 200, 0.12], 'servers', nfsCopy),
    serves(['portmap', 300, 0.12], 'servers', portmapLookup),
    serves(['endpoints', 200, 0.3], 'clients', endpointMap),
    serves(['calls', 200, 0.25], 'clients', serviceCalls),
    asks(['replication', 120, 0.35], 'servers', volumeReplication),
    serves(['replication-in', 120, 0.35], 'servers', volumeReplication),
    asks(['tickets', 120, 0.4], 'controllers', kerberosTicket),
    asks(['directory', 120, 0.4], 'controllers', ldapSession),
    serves(['synchronised', 500, 0.08], 'servers', sshCopy(900_000, true)),
    asks(['backup', 900, 0.15], 'servers', backupRun),
  ],
};
