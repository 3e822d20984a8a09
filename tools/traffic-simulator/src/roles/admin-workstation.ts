import { asks, type RoleScript, telltale } from '../capture/activity.ts';
import { browsing } from '../habits/browse.ts';
import { ping } from '../habits/presence.ts';
import { ldapSession } from '../protocols/ldap.ts';
import { exchangeClient } from '../protocols/mail.ts';
import { snmpPoll, telnet, webConsole, winRm, wmiCalls } from '../protocols/management.ts';
import { endpointMap, serviceCalls } from '../protocols/msrpc.ts';
import { printerPages } from '../protocols/printing.ts';
import { framebuffer, remoteDesktop, remoteDesktopUdp } from '../protocols/remote-desktop.ts';
import { fileWork, policyFetch, smbSession } from '../protocols/smb.ts';
import { sshCommand, sshCopy, sshShell } from '../protocols/ssh.ts';
import { applicationChannel, httpsVisit, quicVisit } from '../protocols/web.ts';

/** The desk of somebody who runs the other machines. */
export const adminWorkstation: RoleScript = {
  role: 'AdminWorkstation',
  place: 'client',
  systems: {
    windows2000: 1,
    windowsXp: 3,
    windows7: 3,
    windows10: 6,
    windows11: 4,
    macos: 2,
    linux2: 2,
    linux5: 3,
    windowsServer2003: 1,
    windowsServer2016: 1,
  },
  activities: [
    browsing(70, 0.75),
    telltale(asks(['desktop', 150, 0.7], 'servers', remoteDesktop)),
    telltale(asks(['shell', 150, 0.6], 'servers', sshShell)),
    telltale(asks(['screen', 400, 0.25], 'servers', framebuffer)),
    telltale(asks(['console', 90, 0.7], 'servers', webConsole)),
    telltale(asks(['remote-commands', 150, 0.5], 'servers', winRm)),
    telltale(asks(['management-calls', 200, 0.4], 'servers', wmiCalls)),
    telltale(asks(['controller-desktop', 400, 0.4], 'controllers', remoteDesktop)),
    asks(['desktop-pictures', 400, 0.3], 'servers', remoteDesktopUdp),
    asks(['client-desktop', 500, 0.3], 'clients', remoteDesktop),
    asks(['directory', 120, 0.5], 'controllers', ldapSession),
    asks(['endpoints', 150, 0.5], 'servers', endpointMap),
    asks(['calls', 150, 0.5], 'controllers', serviceCalls),
    asks(['command', 200, 0.3], 'servers', sshCommand),
    asks(['copy', 500, 0.2], 'servers', sshCopy(400_000, true)),
    asks(['shares', 200, 0.5], 'servers', smbSession(fileWork)),
    asks(['administrative-shares', 300, 0.3], 'clients', smbSession(policyFetch)),
    asks(['snmp', 300, 0.2], 'servers', snmpPoll),
    asks(['terminal', 700, 0.1], 'servers', telnet),
    asks(['printer-pages', 900, 0.15], 'printers', printerPages),
    asks(['web', 20, 0.8], 'internet', httpsVisit),
    asks(['web-datagrams', 60, 0.4], 'internet', quicVisit),
    asks(['mail', 150, 0.5], 'servers', exchangeClient),
    asks(['channel', 400, 0.5], 'internet', applicationChannel),
    {
      name: 'pings',
      everySeconds: 120,
      chance: 0.5,
      run: (scene, at) => ping(scene, [scene.device, scene.random.pick(scene.peers.servers)], at),
    },
  ],
};
