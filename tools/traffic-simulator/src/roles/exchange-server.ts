import { asks, type RoleScript, serves, telltale } from '../capture/activity.ts';
import { dnsQuery } from '../protocols/dns.ts';
import { kerberosTicket } from '../protocols/kerberos.ts';
import { ldapSession } from '../protocols/ldap.ts';
import { exchangeBackEnd, exchangeClient, mailboxSession, smtpDelivery } from '../protocols/mail.ts';
import { endpointMap, serviceCalls } from '../protocols/msrpc.ts';
import { smbSession, policyFetch } from '../protocols/smb.ts';

/** Mail and calendars of an organisation. */
export const exchangeServer: RoleScript = {
  role: 'ExchangeServer',
  place: 'server',
  systems: {
    windowsServer2003: 3,
    windowsServer2008: 4,
    windowsServer2016: 5,
    windowsServer2022: 3,
    linux2: 2,
    linux3: 1,
    linuxServer: 3,
    freebsd: 1,
  },
  activities: [
    telltale(serves(['clients', 8, 0.9], 'clients', exchangeClient)),
    telltale(serves(['mail-in', 40, 0.9], 'internet', smtpDelivery)),
    telltale(asks(['mail-out', 60, 0.8], 'internet', smtpDelivery)),
    telltale(serves(['mail-inside', 60, 0.6], 'servers', smtpDelivery)),
    telltale(serves(['mailboxes', 90, 0.4], 'clients', mailboxSession)),
    serves(['clients-outside', 60, 0.4], 'internet', exchangeClient),
    serves(['submission', 120, 0.3], 'clients', smtpDelivery),
    serves(['back-end', 60, 0.4], 'servers', exchangeBackEnd),
    asks(['back-end-out', 60, 0.4], 'servers', exchangeBackEnd),
    serves(['endpoints', 120, 0.3], 'clients', endpointMap),
    serves(['calls', 120, 0.35], 'clients', serviceCalls),
    asks(['directory', 12, 0.85], 'controllers', ldapSession),
    asks(['tickets', 60, 0.7], 'controllers', kerberosTicket),
    asks(['names', 20, 0.8], 'controllers', dnsQuery(8)),
    asks(['witness', 300, 0.2], 'servers', smbSession(policyFetch)),
  ],
};
