// What every command is given.
import type { Command } from 'commander';
import type { Config } from '../workers/config.ts';
import type { LoginFile } from './login/kept-login.ts';
import type { GatewayClient } from './gateway-client.ts';
import type { Terminal } from './terminal.ts';

export interface GlobalOptions {
  json?: boolean;
  url?: string;
  as?: string;
  tenant?: string;
}

export interface CommandContext {
  terminal: Terminal;
  /** @throws ConfigError when a setting cannot be used. */
  config: () => Config;
  /** @param over the persona's tenant, where a command asks several; a token, whoever else is named. */
  client: (command: Command, over?: { tenant?: string; token?: string }) => GatewayClient;
  /** The gateway that the command calls, and where a sign-in at it is kept. */
  login: (command: Command) => { url: string; file: LoginFile };
  /** Prints `value` as JSON with --json, else the text. */
  print: (command: Command, value: unknown, text: () => string) => void;
}
