import { asks, type RoleScript, serves, telltale } from '../capture/activity.ts';
import { browsing } from '../habits/browse.ts';
import {
  containerPull,
  datasetPull,
  experimentTracking,
  gradientExchange,
  notebook,
  packageInstall,
} from '../protocols/computing.ts';
import { gitTransfer } from '../protocols/git.ts';
import { nfsCopy } from '../protocols/nfs.ts';
import { fileCopy, smbSession } from '../protocols/smb.ts';
import { sshCopy, sshShell } from '../protocols/ssh.ts';
import { applicationChannel, httpsVisit, quicVisit } from '../protocols/web.ts';

/** A portable machine that trains models: large pulls, notebooks, shells to and from it. */
export const gpuLaptop: RoleScript = {
  role: 'GPULaptop',
  place: 'client',
  systems: { linux2: 1, linux3: 2, linux5: 9, windows7: 1, windows10: 3, windows11: 3, macos: 2 },
  fewestTelltales: 2,
  activities: [
    browsing(150, 0.6),
    telltale(asks(['data', 200, 0.85], 'internet', datasetPull)),
    asks(['packages', 200, 0.6], 'internet', packageInstall),
    asks(['containers', 400, 0.5], 'internet', containerPull),
    telltale(serves(['notebook', 300, 0.5], 'clients', notebook)),
    telltale(asks(['copy', 300, 0.5], 'servers', sshCopy(4_000_000))),
    serves(['shell', 300, 0.5], 'clients', sshShell),
    telltale(asks(['tracking', 300, 0.55], 'internet', experimentTracking)),
    asks(['notebook-out', 400, 0.3], 'servers', notebook),
    asks(['shell-out', 400, 0.4], 'servers', sshShell),
    serves(['copy-in', 500, 0.25], 'clients', sshCopy(2_000_000, true)),
    asks(['gradients', 600, 0.1], 'servers', gradientExchange),
    asks(['data-nfs', 500, 0.2], 'servers', nfsCopy),
    asks(['data-share', 600, 0.15], 'servers', smbSession(fileCopy)),
    asks(['git', 400, 0.5], 'internet', gitTransfer),
    asks(['web', 40, 0.7], 'internet', httpsVisit),
    asks(['web-datagrams', 120, 0.3], 'internet', quicVisit),
    asks(['channel', 400, 0.4], 'internet', applicationChannel),
  ],
};
