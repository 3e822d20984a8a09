import { DEFAULT_MODEL, bundledModelNames, loadModel } from '@networkml/pipeline';
import type { FastifyInstance } from 'fastify';
import type { ServiceArguments } from './arguments.ts';
import { Exit, ExitStatus } from './exit-status.ts';
import { type ServedModels, serveModels } from './served-models.ts';
import { createServer } from './server.ts';

/**
 * Loads the models and listens; the log says where. The process ends by itself once a signal has stopped the server.
 *
 * @throws Exit where a model cannot be used or the address cannot be had.
 */
export const serve = async (settings: ServiceArguments): Promise<void> => {
  const { host, port, devices, threshold, maxBodyBytes } = settings;
  const app = createServer({
    models: await loadModels(settings.models),
    devices,
    ...(threshold === undefined ? {} : { threshold }),
    ...(maxBodyBytes === undefined ? {} : { maxBodyBytes }),
    logger: true,
  });
  try {
    await app.listen({ host, port });
  } catch (cause) {
    throw new Exit(ExitStatus.Failed, cause);
  }
  stopOnSignals(app);
};

const loadModels = async (asked: readonly string[]): Promise<ServedModels> => {
  const [first, ...others] = asked.length > 0 ? asked : bundledModels();
  try {
    return serveModels(await loadModel(first), ...(await Promise.all(others.map((name) => loadModel(name)))));
  } catch (cause) {
    throw new Exit(ExitStatus.BadModel, cause);
  }
};

const bundledModels = (): string[] => [
  DEFAULT_MODEL,
  ...bundledModelNames.filter((name) => name !== DEFAULT_MODEL),
];

/** The first signal lets requests finish, the second cuts them off. */
const stopOnSignals = (app: FastifyInstance): void => {
  let stopping = false;
  const stop = (signal: NodeJS.Signals): void => {
    app.log.info({ signal }, stopping ? 'stopping now' : 'stopping after the last request');
    if (stopping) app.server.closeAllConnections();
    else void app.close();
    stopping = true;
  };
  process.on('SIGINT', stop);
  process.on('SIGTERM', stop);
};
