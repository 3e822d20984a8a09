import { asks, type RoleScript, telltale } from '../capture/activity.ts';
import { databaseQueries } from '../protocols/database.ts';
import { ldapSession } from '../protocols/ldap.ts';
import { smtpDelivery } from '../protocols/mail.ts';
import { httpsVisit } from '../protocols/web.ts';
import { WIKI_PORTS, wikiEditing, wikiVisit } from '../protocols/wiki.ts';

/** A wiki for a company: pages over the web, its database, the directory of users, mail to watchers. */
export const confluenceServer: RoleScript = {
  role: 'ConfluenceServer',
  place: 'server',
  systems: {
    linux2: 3,
    linux3: 2,
    linuxServer: 6,
    linux5: 4,
    windowsServer2003: 1,
    windowsServer2016: 3,
    windowsServer2022: 2,
    solaris: 1,
  },
  activities: [
    telltale({
      name: 'pages',
      everySeconds: 8,
      run: (scene, at) =>
        scene.serve(at, scene.random.pick(scene.peers.clients), wikiVisit(scene.fixed('wiki', WIKI_PORTS))),
    }),
    telltale({
      name: 'editing',
      everySeconds: 120,
      chance: 0.6,
      run: (scene, at) =>
        scene.serve(at, scene.random.pick(scene.peers.clients), wikiEditing(scene.fixed('wiki', WIKI_PORTS))),
    }),
    {
      name: 'links',
      everySeconds: 90,
      chance: 0.4,
      run: (scene, at) =>
        scene.serve(
          at,
          scene.fixed('tracker', scene.peers.servers),
          wikiVisit(scene.fixed('wiki', WIKI_PORTS)),
        ),
    },
    {
      name: 'database',
      everySeconds: 40,
      chance: 0.65,
      run: (scene, at) =>
        scene.ask(
          at,
          scene.fixed('database', scene.peers.servers),
          databaseQueries(scene.fixed('port', [5432, 5432, 3306, 1433])),
        ),
    },
    asks(['users', 90, 0.6], 'controllers', ldapSession),
    asks(['watchers', 200, 0.4], 'servers', smtpDelivery),
    asks(['marketplace', 500, 0.35], 'internet', httpsVisit),
    asks(['tracker-calls', 120, 0.35], 'servers', httpsVisit),
  ],
};
