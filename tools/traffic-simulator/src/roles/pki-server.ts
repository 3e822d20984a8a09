import { asks, type RoleScript, serves, telltale } from '../capture/activity.ts';
import { kerberosTicket } from '../protocols/kerberos.ts';
import { ldapSession } from '../protocols/ldap.ts';
import { endpointMap } from '../protocols/msrpc.ts';
import { certificateCalls, certificateWeb, ocspRequest, revocationList } from '../protocols/pki.ts';

/** Issues certificates and says which are still good. */
export const pkiServer: RoleScript = {
  role: 'PKIServer',
  place: 'server',
  systems: {
    windowsServer2003: 2,
    windowsServer2008: 3,
    windowsServer2016: 5,
    windowsServer2022: 4,
    linux2: 2,
    linux3: 1,
    linuxServer: 4,
    linux5: 2,
  },
  activities: [
    telltale(serves(['status', 10, 0.85], 'clients', ocspRequest)),
    telltale(serves(['lists', 30, 0.85], 'clients', revocationList)),
    telltale({
      name: 'enrolment',
      everySeconds: 90,
      chance: 0.6,
      run: (scene, at) => {
        const client = scene.random.pick(scene.peers.clients);
        if (scene.device.system.family === 'windows') {
          scene.serve(at, client, endpointMap);
          scene.serve(at + 0.05, client, certificateCalls);
        } else scene.serve(at, client, certificateWeb);
      },
    }),
    telltale(serves(['enrolment-web', 120, 0.5], 'clients', certificateWeb)),
    serves(['server-status', 30, 0.5], 'servers', ocspRequest),
    serves(['server-enrolment', 300, 0.3], 'servers', certificateWeb),
    asks(['directory', 90, 0.65], 'controllers', ldapSession),
    asks(['tickets', 150, 0.4], 'controllers', kerberosTicket),
    asks(['other-lists', 600, 0.25], 'internet', revocationList),
  ],
};
