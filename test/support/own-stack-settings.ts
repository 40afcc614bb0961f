// Settings of a stack that a test starts in its own process: embedded parts, and ports and a folder that nobody else has.
import { readConfig, type Config } from '../../workers/config.ts';
import { steadyPort } from './steady-port.ts';

/** @param environment of the installation that is imitated; nothing of this process's own but what stands in it. */
export async function ownStackSettings(
  stateDirectory: string,
  environment: Parameters<typeof readConfig>[0],
): Promise<Config> {
  return {
    ...readConfig(environment),
    stateDirectory,
    gateway: { host: '127.0.0.1', port: await steadyPort() },
    temporal: { address: undefined, port: await steadyPort(), uiPort: await steadyPort(), environment: {} },
    ...{ ollama: undefined, qdrant: undefined, contactHours: 'always' },
  };
}
