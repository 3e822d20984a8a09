import { asks, type RoleScript, serves, telltale } from '../capture/activity.ts';
import { browsing } from '../habits/browse.ts';
import { buildService, containerPull, packageInstall } from '../protocols/computing.ts';
import { databaseQueries } from '../protocols/database.ts';
import { codeHostPages, gitTransfer } from '../protocols/git.ts';
import { exchangeClient } from '../protocols/mail.ts';
import { fileWork, smbSession } from '../protocols/smb.ts';
import { sshCommand, sshCopy, sshShell } from '../protocols/ssh.ts';
import { vpnTunnel } from '../protocols/tunnel.ts';
import { mediaStream } from '../protocols/voice.ts';
import { applicationChannel, httpsVisit, quicVisit } from '../protocols/web.ts';
import { wikiVisit } from '../protocols/wiki.ts';

/** The desk of a programmer. */
export const devWorkstation: RoleScript = {
  role: 'DevWorkstation',
  place: 'client',
  systems: {
    linux2: 4,
    linux3: 2,
    linux5: 8,
    macos: 6,
    windowsXp: 3,
    windows7: 2,
    windows10: 4,
    windows11: 3,
    freebsd: 1,
  },
  fewestTelltales: 2,
  activities: [
    browsing(60, 0.8),
    telltale(asks(['git', 90, 0.7], 'servers', gitTransfer)),
    telltale(asks(['git-online', 90, 0.6], 'internet', gitTransfer)),
    telltale(asks(['packages', 90, 0.8], 'internet', packageInstall)),
    telltale(asks(['containers', 300, 0.5], 'internet', containerPull)),
    asks(['shell', 150, 0.7], 'servers', sshShell),
    telltale(asks(['code-host', 60, 0.7], 'servers', codeHostPages)),
    asks(['shell-online', 300, 0.3], 'internet', sshShell),
    asks(['command', 300, 0.3], 'servers', sshCommand),
    asks(['copy', 600, 0.25], 'servers', sshCopy(500_000)),
    asks(['build', 60, 0.5], 'servers', buildService),
    asks(['code-host-online', 60, 0.6], 'internet', codeHostPages),
    serves(['colleague', 600, 0.12], 'clients', buildService),
    {
      name: 'database',
      everySeconds: 200,
      chance: 0.4,
      run: (scene, at) =>
        scene.ask(
          at,
          scene.fixed('database', scene.peers.servers),
          databaseQueries(scene.fixed('port', [5432, 3306, 1433])),
        ),
    },
    asks(['web', 15, 0.8], 'internet', httpsVisit),
    asks(['web-datagrams', 50, 0.4], 'internet', quicVisit),
    asks(['channel', 200, 0.6], 'internet', applicationChannel),
    asks(['wiki', 300, 0.3], 'servers', wikiVisit(443)),
    asks(['mail', 200, 0.4], 'internet', exchangeClient),
    asks(['files', 400, 0.2], 'servers', smbSession(fileWork)),
    asks(['conference', 1_200, 0.12], 'internet', mediaStream),
    asks(['tunnel', 900, 0.1], 'internet', vpnTunnel),
  ],
};
