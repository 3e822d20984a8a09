import { asks, type RoleScript, telltale } from '../capture/activity.ts';
import { browsing } from '../habits/browse.ts';
import { exchangeClient, mailboxSession, smtpDelivery } from '../protocols/mail.ts';
import { snmpPoll } from '../protocols/management.ts';
import { ippSession, rawPrint } from '../protocols/printing.ts';
import { fileWork, smbSession } from '../protocols/smb.ts';
import { vpnTunnel } from '../protocols/tunnel.ts';
import { callSignalling, mediaStream } from '../protocols/voice.ts';
import { applicationChannel, download, httpsVisit, httpVisit, quicVisit, upload } from '../protocols/web.ts';
import { wikiVisit } from '../protocols/wiki.ts';

/** Office work: browsing, mail, files, printing, conferences. */
export const businessWorkstation: RoleScript = {
  role: 'BusinessWorkstation',
  place: 'client',
  systems: {
    windows2000: 2,
    windowsXp: 6,
    windows7: 5,
    windows10: 8,
    windows11: 5,
    macos: 3,
    linux2: 1,
    linux5: 1,
  },
  activities: [
    telltale(browsing(30, 0.92)),
    telltale(asks(['web', 8, 0.95], 'internet', httpsVisit)),
    telltale(asks(['web-plain', 25, 0.65], 'internet', httpVisit)),
    telltale(asks(['web-datagrams', 25, 0.5], 'internet', quicVisit)),
    telltale(asks(['mail', 80, 0.5], 'servers', exchangeClient)),
    telltale(asks(['mail-online', 80, 0.5], 'internet', exchangeClient)),
    asks(['mailbox', 300, 0.15], 'internet', mailboxSession),
    asks(['mail-out', 700, 0.08], 'internet', smtpDelivery),
    asks(['files', 120, 0.5], 'servers', smbSession(fileWork)),
    telltale(asks(['channel', 150, 0.6], 'internet', applicationChannel)),
    asks(['conference', 900, 0.2], 'internet', mediaStream),
    asks(['call', 900, 0.1], 'servers', callSignalling),
    asks(['download', 500, 0.35], 'internet', download(700_000)),
    asks(['upload', 400, 0.35], 'internet', upload),
    asks(['wiki', 300, 0.25], 'servers', wikiVisit(443)),
    asks(['print', 500, 0.2], 'printers', rawPrint),
    asks(['print-ipp', 500, 0.15], 'printers', ippSession),
    asks(['printer-state', 300, 0.2], 'printers', snmpPoll),
    asks(['tunnel', 900, 0.08], 'internet', vpnTunnel),
  ],
};
