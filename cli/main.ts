// `wayproof`: the command line client. It parses, calls the gateway and prints; results on standard output, everything
// else on standard error. Exit codes: 0 done, 1 failed, 2 usage; 3: `audit verify` proved a part.
import { readFile } from 'node:fs/promises';
import { Command, CommanderError, InvalidArgumentError } from 'commander';
import { ConfigError, readConfig } from '../workers/config.ts';
import { addCommands } from './commands.ts';
import type { CommandContext, GlobalOptions } from './context.ts';
import { FailedError, PartlyError, UsageError } from './failures.ts';
import { createGatewayClient } from './gateway-client.ts';
import { loginFile } from './login/kept-login.ts';
import { printable } from './printable.ts';
import type { Terminal } from './terminal.ts';

// Strict: bytes that are no text would be sent as question marks.
const utf8 = new TextDecoder('utf-8', { fatal: true });

async function askAtTerminal(question: string): Promise<string | null> {
  const { createInterface } = await import('node:readline');
  const lines = createInterface({ input: process.stdin, output: process.stderr });
  return new Promise((resolve) => {
    lines.once('close', () => resolve(null));
    lines.question(question, (answer) => {
      resolve(answer);
      lines.close();
    });
  });
}

const processTerminal: Terminal = {
  out: (text) => void process.stdout.write(`${text}\n`),
  error: (text) => void process.stderr.write(`${text}\n`),
  read: async (file) => utf8.decode(await readFile(file === '-' ? '/dev/stdin' : file)),
  ...(process.stderr.isTTY && {
    progress: (text: string) => void process.stderr.write(`\r\u001b[K${text}`),
  }),
  ...(process.stdin.isTTY && process.stdout.isTTY && { ask: askAtTerminal }),
  now: Date.now,
};

/** Runs one command line. @returns the exit code. */
export async function main(argv: readonly string[], output: Terminal = processTerminal): Promise<number> {
  const terminal: Terminal = {
    ...output,
    out: (text) => output.out(printable(text)),
    error: (text) => output.error(printable(text)),
  };
  try {
    const program = await createProgram(terminal, argv);
    await program.parseAsync([...argv], { from: 'user' });
    return 0;
  } catch (error) {
    // Commander has printed its own message; help and version end with 0.
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
    if (error instanceof UsageError) {
      terminal.error(error.message);
      return 2;
    }
    if (error instanceof FailedError || error instanceof ConfigError) {
      terminal.error(error.message);
      return error instanceof ConfigError ? 2 : 1;
    }
    if (error instanceof PartlyError) {
      terminal.error(error.message);
      return 3;
    }
    throw error;
  }
}

async function createProgram(terminal: Terminal, argv: readonly string[]): Promise<Command> {
  const program = new Command('wayproof')
    .description('Client of a Wayproof gateway.')
    .option('--json', 'print JSON')
    .option('--url <url>', 'gateway (default: WAYPROOF_URL, or http://127.0.0.1:4180)', webAddress)
    .option('--as <persona>', 'call as this persona of the embedded identity')
    .option('--tenant <tenant>', "the persona's tenant")
    .showSuggestionAfterError()
    .configureHelp({ showGlobalOptions: true })
    .configureOutput({
      writeOut: (text) => terminal.out(text.trimEnd()),
      writeErr: (text) => terminal.error(text.trimEnd()),
    })
    .addHelpText(
      'after',
      '\nWho calls: --as PERSONA --tenant TENANT, else an access token in WAYPROOF_TOKEN, else who signed in by `wayproof login`.\nExit codes: 0 done, 1 failed, 2 usage; `audit verify` also 3: proved in part.',
    )
    .exitOverride();
  await addCommands(program, contextOf(terminal), argv);
  // Subcommands do not inherit how errors are raised and printed.
  for (const command of allCommands(program)) {
    command.copyInheritedSettings(program);
    command.configureHelp({ showGlobalOptions: true });
  }
  return program;
}

function contextOf(terminal: Terminal): CommandContext {
  const config = () => readConfig(terminal.environment);
  const login: CommandContext['login'] = (command) => {
    const { client, login: own } = config();
    const url = command.optsWithGlobals<GlobalOptions>().url ?? client.url;
    return { url, file: loginFile(own.stateDirectory, url) };
  };
  return {
    terminal,
    config,
    login,
    client(command, { tenant, token } = {}) {
      const { url, file } = login(command);
      if (token !== undefined)
        return createGatewayClient({ url, token, persona: undefined, tenant: undefined });
      const options = command.optsWithGlobals<GlobalOptions>();
      return createGatewayClient({
        ...{ url, token: config().client.token },
        persona: options.as,
        tenant: tenant ?? options.tenant,
        // Loaded when nobody else is named: signing in needs a library that takes long to load.
        keptToken: async () => (await import('./login/kept-token.ts')).keptToken(file, terminal.now),
      });
    },
    print(command, value, text) {
      const { json } = command.optsWithGlobals<GlobalOptions>();
      terminal.out(json ? JSON.stringify(value, null, 2) : text());
    },
  };
}

function allCommands(command: Command): Command[] {
  return command.commands.flatMap((child) => [child, ...allCommands(child)]);
}

/** Checked again by the client, which is also given the address of the environment. */
function webAddress(value: string): string {
  if (!/^https?:\/\/\S+$/.test(value) || !URL.canParse(value))
    throw new InvalidArgumentError('It is no http(s) URL.');
  return value.replace(/\/+$/, '');
}
