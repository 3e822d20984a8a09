import { asks, type RoleScript, serves, telltale } from '../capture/activity.ts';
import { buildService } from '../protocols/computing.ts';
import { databaseQueries } from '../protocols/database.ts';
import { codeHostPages, gitTransfer } from '../protocols/git.ts';
import { ldapSession } from '../protocols/ldap.ts';
import { smtpDelivery } from '../protocols/mail.ts';
import { sshCommand } from '../protocols/ssh.ts';
import { httpsVisit } from '../protocols/web.ts';

/** A server of repositories: clones and pushes, pages, build servers that poll, calls to tell others of a push. */
export const githubRepo: RoleScript = {
  role: 'GithubRepo',
  place: 'server',
  systems: { linux2: 4, linux3: 3, linuxServer: 8, linux5: 5, windowsServer2016: 1, freebsd: 1 },
  activities: [
    telltale(serves(['git', 15, 0.95], 'clients', gitTransfer)),
    telltale(serves(['builds', 20, 0.7], 'servers', gitTransfer)),
    telltale(serves(['pages', 20, 0.85], 'clients', codeHostPages)),
    serves(['polls', 20, 0.5], 'servers', codeHostPages),
    serves(['outside', 60, 0.2], 'internet', gitTransfer),
    asks(['hooks', 60, 0.5], 'servers', buildService),
    asks(['notices', 120, 0.4], 'servers', smtpDelivery),
    asks(['users', 150, 0.35], 'controllers', ldapSession),
    asks(['online', 300, 0.35], 'internet', httpsVisit),
    asks(['mirror', 400, 0.25], 'internet', gitTransfer),
    serves(['operators', 600, 0.2], 'administrators', sshCommand),
    {
      name: 'database',
      everySeconds: 120,
      chance: 0.2,
      run: (scene, at) =>
        scene.ask(
          at,
          scene.fixed('database', scene.peers.servers),
          databaseQueries(scene.fixed('port', [5432, 3306])),
        ),
    },
  ],
};
