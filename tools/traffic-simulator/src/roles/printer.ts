import { asks, type RoleScript, serves, telltale } from '../capture/activity.ts';
import { ldapSession } from '../protocols/ldap.ts';
import { smtpDelivery } from '../protocols/mail.ts';
import { snmpPoll } from '../protocols/management.ts';
import {
  ippSession,
  lpdPrint,
  printerPages,
  printerWebServices,
  rawPrint,
  scanPages,
} from '../protocols/printing.ts';
import { fileCopy, smbSession } from '../protocols/smb.ts';
import { httpsVisit } from '../protocols/web.ts';

/** Prints, says how it is, scans to folders and mail; idle most of the day. */
export const printer: RoleScript = {
  role: 'Printer',
  place: 'appliance',
  systems: {
    printerModern: 6,
    printerSimple: 4,
    printerVxworks: 3,
    linux2: 2,
    linux3: 3,
    networkGear: 1,
    windowsXp: 1,
    windows7: 1,
    linux5: 1,
  },
  activities: [
    telltale(serves(['raw', 120, 0.7], 'clients', rawPrint)),
    telltale(serves(['ipp', 150, 0.6], 'clients', ippSession)),
    telltale(serves(['queue', 200, 0.35], 'clients', lpdPrint)),
    telltale(serves(['state', 40, 0.7], 'clients', snmpPoll)),
    telltale(serves(['web-services', 200, 0.4], 'clients', printerWebServices)),
    serves(['server-jobs', 200, 0.3], 'servers', rawPrint),
    serves(['server-state', 60, 0.4], 'servers', snmpPoll),
    serves(['pages', 400, 0.4], 'administrators', printerPages),
    serves(['scans', 600, 0.2], 'clients', scanPages),
    asks(['scan-to-folder', 900, 0.2], 'servers', smbSession(fileCopy)),
    asks(['scan-to-mail', 900, 0.15], 'servers', smtpDelivery),
    asks(['address-book', 700, 0.12], 'controllers', ldapSession),
    asks(['maker', 600, 0.25], 'internet', httpsVisit),
  ],
};
