import type { RoleScript } from '../capture/activity.ts';
import { activeDirectoryController } from './active-directory-controller.ts';
import { adminServer } from './admin-server.ts';
import { adminWorkstation } from './admin-workstation.ts';
import { businessWorkstation } from './business-workstation.ts';
import { confluenceServer } from './confluence-server.ts';
import { devWorkstation } from './dev-workstation.ts';
import { distrFileShare } from './distr-file-share.ts';
import { exchangeServer } from './exchange-server.ts';
import { githubRepo } from './github-repo.ts';
import { gpuLaptop } from './gpu-laptop.ts';
import { pkiServer } from './pki-server.ts';
import { printer } from './printer.ts';

/** Every role the simulator can play, one file each. */
export const ROLE_SCRIPTS: readonly RoleScript[] = [
  activeDirectoryController,
  adminServer,
  adminWorkstation,
  businessWorkstation,
  confluenceServer,
  devWorkstation,
  distrFileShare,
  exchangeServer,
  githubRepo,
  gpuLaptop,
  pkiServer,
  printer,
];
