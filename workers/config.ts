// The only reader of the environment. Everything else is handed a Config, so that nothing decides by a setting that
// nobody recorded. It must never print a value: some are secrets.
import { homedir } from 'node:os';
import { join, resolve } from 'node:path';
import { z } from 'zod';
import { durationMs } from '../contracts/policy.ts';
import { ConfigError } from './config-error.ts';
import { readAuthority, refuseKeyInTheClear } from './read-authority.ts';
import { readSecretFiles, secretNames } from './read-secret-files.ts';

export type Environment = Record<string, string | undefined>;

const wholeNumber = z
  .string()
  .regex(/^\d{1,15}$/, 'write a whole number')
  .transform(Number);
const port = wholeNumber.refine((value) => value >= 1 && value <= 65_535, 'write a port from 1 to 65535');
const url = z.url({ protocol: /^https?$/ });
const origin = url.refine(
  // Asked of what is no URL too.
  (value) => URL.canParse(value) && new URL(value).origin === value.replace(/\/$/, ''),
  'write scheme, host and port only',
);
const path = z.string().min(1);
const duration = z
  .string()
  .regex(/^P(?!$)(\d+D)?(T(?=\d)(\d+H)?(\d+M)?(\d+S)?)?$/, 'write an ISO 8601 duration such as P2D or PT40S')
  .transform(durationMs)
  .refine((milliseconds) => milliseconds >= 1000, 'a checkpoint stays open for at least PT1S')
  // Beyond the last date there is no deadline at all, and no timer for it.
  .refine(
    (milliseconds) => milliseconds <= 366 * 24 * 3_600_000,
    'a checkpoint stays open for at most P366D',
  );

/** One line a variable; `.env.example` lists the same names, and a test holds the two together. */
const settings = z.object({
  WAYPROOF_STATE_DIR: z.string().min(1).default('.wayproof'),
  WAYPROOF_ANCHOR_DIR: path.optional(),
  WAYPROOF_HOST: z.string().min(1).default('127.0.0.1'),
  WAYPROOF_PORT: port.default(4180),
  WAYPROOF_TLS_CERT_FILE: path.optional(),
  WAYPROOF_TLS_KEY_FILE: path.optional(),
  WAYPROOF_TLS_CLIENT_CA_FILE: path.optional(),
  WAYPROOF_TEMPORAL_PORT: port.default(7233),
  WAYPROOF_TEMPORAL_UI_PORT: port.default(8233),
  WAYPROOF_TEMPORAL_UI_URL: origin.optional(),
  WAYPROOF_DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/ }).optional(),
  WAYPROOF_DATABASE_OWNER_URL: z.url({ protocol: /^postgres(ql)?$/ }).optional(),
  WAYPROOF_MASTER_KEY: z
    .string()
    .regex(/^[0-9a-fA-F]{64}$/, 'write 32 bytes as 64 hex digits, e.g. from `openssl rand -hex 32`')
    .optional(),
  WAYPROOF_OLLAMA_URL: z.union([z.literal('off'), url]).default('http://127.0.0.1:11434'),
  WAYPROOF_OLLAMA_CA_FILE: path.optional(),
  WAYPROOF_OLLAMA_MODEL: z.string().min(1).optional(),
  WAYPROOF_OLLAMA_EMBEDDING_MODEL: z.string().min(1).optional(),
  WAYPROOF_OLLAMA_JUDGE_MODEL: z.string().min(1).optional(),
  WAYPROOF_QDRANT_URL: z.union([z.literal('off'), url]).optional(),
  WAYPROOF_QDRANT_CA_FILE: path.optional(),
  WAYPROOF_QDRANT_API_KEY: z.string().min(1).optional(),
  WAYPROOF_RUN: z.enum(['all', 'gateway', 'worker']).default('all'),
  WAYPROOF_REGIONS: z
    .string()
    .max(400)
    .regex(/^[a-z][a-z0-9-]{0,40}(,[a-z][a-z0-9-]{0,40})*$/, 'write regions with commas between, e.g. eu,in')
    .transform((text) => [...new Set(text.split(','))])
    .optional(),
  WAYPROOF_REGIONS_FILE: path.optional(),
  WAYPROOF_DEPLOYMENT: z
    .string()
    .regex(/^[a-z][a-z0-9-]{0,62}$/, 'write a name of small letters, digits and dashes')
    .optional(),
  WAYPROOF_OIDC_ISSUER: url.optional(),
  WAYPROOF_OIDC_AUDIENCE: z.string().min(1).default('wayproof'),
  WAYPROOF_OIDC_JWKS_URL: url.optional(),
  WAYPROOF_OIDC_TENANT_CLAIM: z.string().min(1).default('tenant'),
  WAYPROOF_OIDC_ROLES_CLAIM: z.string().min(1).default('roles'),
  WAYPROOF_OIDC_POSTURE_CLAIM: z.string().min(1).default('posture'),
  WAYPROOF_OIDC_RISK_CLAIM: z.string().min(1).default('risk'),
  WAYPROOF_OIDC_CLIENT_ID: z.string().min(1).optional(),
  WAYPROOF_OIDC_CLIENT_SECRET: z.string().min(1).optional(),
  WAYPROOF_OIDC_SCOPE: z
    .string()
    .regex(/^(\S+ )*openid( \S+)*$/, 'write scopes with blanks between, `openid` among them')
    .default('openid profile'),
  WAYPROOF_OIDC_CLI_CLIENT_ID: z.string().min(1).default('wayproof-cli'),
  WAYPROOF_PUBLIC_URL: origin.optional(),
  WAYPROOF_SEED: wholeNumber.default(7),
  WAYPROOF_CHECKPOINT_DEADLINE: duration.optional(),
  WAYPROOF_CONTACT_HOURS: z.enum(['policy', 'always']).default('policy'),
  WAYPROOF_LOG_LEVEL: z.enum(['trace', 'debug', 'info', 'warn', 'error', 'silent']).default('warn'),
  WAYPROOF_REQUIRE_REAL: z.enum(['0', '1']).default('0'),
  WAYPROOF_TEST_POSTGRES_URL: z.url({ protocol: /^postgres(ql)?$/ }).optional(),
  WAYPROOF_TEST_QDRANT_URL: url.optional(),
  WAYPROOF_TEST_OLLAMA_URL: url.optional(),
  WAYPROOF_URL: url.optional(),
  WAYPROOF_TOKEN: z.string().min(1).optional(),
});

const valueNames = Object.keys(settings.shape) as (keyof z.infer<typeof settings>)[];

export const settingNames: readonly string[] = [...valueNames, ...secretNames.map((name) => `${name}_FILE`)];

export interface Config {
  /** Absolute path of the folder that holds keys, databases, logs and the workflow bundle. */
  stateDirectory: string;
  /** Absolute path of the folder to which signed tree heads go; undefined: `anchor` in the state folder. */
  anchorDirectory?: string | undefined;
  /**
   * `publicUrl`: where browsers reach it, without a slash at the end; undefined: at host and port. `tls` undefined: plain HTTP, for
   * loopback or behind something that ends TLS; with `clientCaFile` only who has a certificate of that authority may connect.
   */
  gateway: {
    host: string;
    port: number;
    publicUrl?: string | undefined;
    tls?: { certFile: string; keyFile: string; clientCaFile: string | undefined } | undefined;
  };
  temporal: {
    /** Address of a server that somebody else runs; undefined: the stack starts its own. */
    address: string | undefined;
    /** Ports of the stack's own server. */
    port: number;
    uiPort: number;
    /** Where browsers reach the UI of Temporal, without a slash at the end; undefined: at `uiPort`, or nowhere beside `address`. */
    uiUrl?: string | undefined;
    /** TEMPORAL_* variables, for @temporalio/envconfig. */
    environment: Record<string, string>;
  };
  /** PostgreSQL; undefined: PGlite in the state folder. */
  databaseUrl: string | undefined;
  /** Login that owns the tables and migrates; undefined: the same as the work's. */
  databaseOwnerUrl: string | undefined;
  /** 64 hex digits; undefined: a key file in the state folder. */
  masterKey: string | undefined;
  /**
   * Undefined: never ask one. `model` undefined: the first that the server lists; `embeddingModel` undefined: feature hashing.
   * `authority`: the certificates in PEM by which alone it is believed; undefined: those that Node knows.
   */
  ollama:
    | {
        url: string;
        authority?: string | undefined;
        model: string | undefined;
        embeddingModel: string | undefined;
        /** Undefined: no model looks through passages. */
        judgeModel?: string | undefined;
      }
    | undefined;
  /**
   * Undefined: knowledge stays in the database. `named` false: used when one answers there at the first start. `collection` is
   * no setting: whoever must not touch the shared one names another. `authority` as for `ollama`.
   */
  qdrant:
    | {
        url: string;
        authority?: string | undefined;
        apiKey: string | undefined;
        named: boolean;
        collection?: string;
      }
    | undefined;
  /** Which parts this process runs. */
  run: 'all' | 'gateway' | 'worker';
  /** Regions that this process serves; undefined or absent: every region of its tenants. */
  regions?: readonly string[] | undefined;
  /** What regions, and tenants that asked for it, have of their own (workers/regions-file.ts). */
  regionsFile?: string | undefined;
  /** Name under which Temporal knows the versions of these workers; undefined: without worker versions. */
  deployment: string | undefined;
  /** OIDC provider; undefined: the embedded personas. `jwksUrl` undefined: by the issuer's discovery document. */
  oidc:
    | {
        issuer: string;
        audience: string;
        jwksUrl: string | undefined;
        tenantClaim: string;
        rolesClaim: string;
        postureClaim: string;
        riskClaim: string;
        /** Of browser sign-in; undefined: bearer tokens only. `secret` undefined: a public client. */
        client: { id: string; secret: string | undefined; scope: string } | undefined;
      }
    | undefined;
  /** Which of the sample customers are the reference cases moves with it. */
  seed: number;
  /** Overrides every checkpoint's deadline, in milliseconds; recorded in each journey's checkpoint terms. */
  checkpointDeadlineMs: number | undefined;
  /** `always` ignores the contact hours of the policy; for demonstrations. */
  contactHours: 'policy' | 'always';
  logLevel: z.infer<typeof settings>['WAYPROOF_LOG_LEVEL'];
  tests: {
    requireReal: boolean;
    postgresUrl: string | undefined;
    qdrantUrl: string | undefined;
    ollamaUrl: string | undefined;
  };
  /** For the CLI: where the gateway is, and a ready token. */
  client: { url: string; token: string | undefined };
  /**
   * For `wayproof login`; `issuer` undefined: the embedded one of the gateway that is called. `stateDirectory`: where a person's
   * own sign-ins are kept, by the XDG base directories.
   */
  login: { issuer: string | undefined; clientId: string; scope: string; stateDirectory: string };
  /** For finding tools. */
  machine: { path: string; cacheDirectory: string; startedByNpm: boolean };
}

export { ConfigError };

/**
 * Reads and checks the settings.
 * @throws ConfigError that names the first variable in the way; the value itself is never repeated.
 */
export function readConfig(environment: Environment = process.env): Config {
  refuseUnknown(environment);
  const given = {
    // An empty variable means "not set": that is how a line `NAME=` in an env file reads to a person.
    ...Object.fromEntries(
      valueNames.flatMap((name) => (environment[name] ? [[name, environment[name]]] : [])),
    ),
    ...readSecretFiles(environment),
  };
  const parsed = settings.safeParse(given);
  if (!parsed.success) {
    const issue = parsed.error.issues[0];
    throw new ConfigError(
      `${String(issue?.path[0])} cannot be used: ${issue?.message ?? 'invalid'}. See .env.example for what it takes.`,
    );
  }
  const value = parsed.data;
  if (value.WAYPROOF_DATABASE_OWNER_URL !== undefined && value.WAYPROOF_DATABASE_URL === undefined) {
    throw new ConfigError(
      'WAYPROOF_DATABASE_OWNER_URL is the owner of a PostgreSQL database, and none is named: set WAYPROOF_DATABASE_URL as well.',
    );
  }
  if (value.WAYPROOF_OIDC_CLIENT_ID === value.WAYPROOF_OIDC_AUDIENCE) {
    throw new ConfigError(
      'WAYPROOF_OIDC_CLIENT_ID and WAYPROOF_OIDC_AUDIENCE are the same: the ID tokens of the sign-in, which a provider addresses to its client, would pass for access tokens.',
    );
  }
  return {
    stateDirectory: resolve(value.WAYPROOF_STATE_DIR),
    anchorDirectory: value.WAYPROOF_ANCHOR_DIR && resolve(value.WAYPROOF_ANCHOR_DIR),
    gateway: {
      host: value.WAYPROOF_HOST,
      port: value.WAYPROOF_PORT,
      publicUrl: value.WAYPROOF_PUBLIC_URL?.replace(/\/$/, ''),
      tls: tlsFiles(value),
    },
    temporal: {
      address: environment.TEMPORAL_ADDRESS || undefined,
      port: value.WAYPROOF_TEMPORAL_PORT,
      uiPort: value.WAYPROOF_TEMPORAL_UI_PORT,
      uiUrl: value.WAYPROOF_TEMPORAL_UI_URL?.replace(/\/$/, ''),
      environment: temporalVariables(environment),
    },
    databaseUrl: value.WAYPROOF_DATABASE_URL,
    databaseOwnerUrl: value.WAYPROOF_DATABASE_OWNER_URL,
    masterKey: value.WAYPROOF_MASTER_KEY,
    ollama: ollamaServer(value),
    qdrant: qdrantServer(value),
    run: value.WAYPROOF_RUN,
    regions: value.WAYPROOF_REGIONS,
    regionsFile: value.WAYPROOF_REGIONS_FILE,
    deployment: value.WAYPROOF_DEPLOYMENT,
    oidc:
      value.WAYPROOF_OIDC_ISSUER === undefined
        ? undefined
        : {
            issuer: value.WAYPROOF_OIDC_ISSUER,
            audience: value.WAYPROOF_OIDC_AUDIENCE,
            jwksUrl: value.WAYPROOF_OIDC_JWKS_URL,
            tenantClaim: value.WAYPROOF_OIDC_TENANT_CLAIM,
            rolesClaim: value.WAYPROOF_OIDC_ROLES_CLAIM,
            postureClaim: value.WAYPROOF_OIDC_POSTURE_CLAIM,
            riskClaim: value.WAYPROOF_OIDC_RISK_CLAIM,
            client:
              value.WAYPROOF_OIDC_CLIENT_ID === undefined
                ? undefined
                : {
                    id: value.WAYPROOF_OIDC_CLIENT_ID,
                    secret: value.WAYPROOF_OIDC_CLIENT_SECRET,
                    scope: value.WAYPROOF_OIDC_SCOPE,
                  },
          },
    seed: value.WAYPROOF_SEED,
    checkpointDeadlineMs: value.WAYPROOF_CHECKPOINT_DEADLINE,
    contactHours: value.WAYPROOF_CONTACT_HOURS,
    logLevel: value.WAYPROOF_LOG_LEVEL,
    tests: {
      requireReal: value.WAYPROOF_REQUIRE_REAL === '1',
      postgresUrl: value.WAYPROOF_TEST_POSTGRES_URL,
      qdrantUrl: value.WAYPROOF_TEST_QDRANT_URL,
      ollamaUrl: value.WAYPROOF_TEST_OLLAMA_URL,
    },
    client: {
      url: (value.WAYPROOF_URL ?? `http://127.0.0.1:${value.WAYPROOF_PORT}`).replace(/\/+$/, ''),
      token: value.WAYPROOF_TOKEN,
    },
    login: {
      issuer: value.WAYPROOF_OIDC_ISSUER,
      clientId: value.WAYPROOF_OIDC_CLI_CLIENT_ID,
      scope: value.WAYPROOF_OIDC_SCOPE,
      stateDirectory: join(environment.XDG_STATE_HOME || join(homedir(), '.local', 'state'), 'wayproof'),
    },
    machine: {
      path: environment.PATH ?? '',
      cacheDirectory: join(environment.XDG_CACHE_HOME || join(homedir(), '.cache'), 'wayproof'),
      startedByNpm: environment.npm_lifecycle_event !== undefined,
    },
  };
}

function ollamaServer(value: z.infer<typeof settings>): Config['ollama'] {
  const { WAYPROOF_OLLAMA_URL: url, WAYPROOF_OLLAMA_CA_FILE: file } = value;
  if (url === 'off') return undefined;
  return {
    url,
    authority: readAuthority(file, 'The file that WAYPROOF_OLLAMA_CA_FILE names', url),
    model: value.WAYPROOF_OLLAMA_MODEL,
    embeddingModel: value.WAYPROOF_OLLAMA_EMBEDDING_MODEL,
    judgeModel: value.WAYPROOF_OLLAMA_JUDGE_MODEL,
  };
}

function qdrantServer(value: z.infer<typeof settings>): Config['qdrant'] {
  const { WAYPROOF_QDRANT_URL: named, WAYPROOF_QDRANT_CA_FILE: file } = value;
  if (named === 'off') return undefined;
  const server = { url: named ?? 'http://127.0.0.1:6333', apiKey: value.WAYPROOF_QDRANT_API_KEY };
  refuseKeyInTheClear(server, 'WAYPROOF_QDRANT_URL');
  const authority = readAuthority(file, 'The file that WAYPROOF_QDRANT_CA_FILE names', server.url);
  return { ...server, authority, named: named !== undefined };
}

function tlsFiles(value: z.infer<typeof settings>): Config['gateway']['tls'] {
  const [certFile, keyFile] = [value.WAYPROOF_TLS_CERT_FILE, value.WAYPROOF_TLS_KEY_FILE];
  const clientCaFile = value.WAYPROOF_TLS_CLIENT_CA_FILE;
  if (certFile !== undefined && keyFile !== undefined) return { certFile, keyFile, clientCaFile };
  if (certFile === undefined && keyFile === undefined && clientCaFile === undefined) return undefined;
  throw new ConfigError(
    'WAYPROOF_TLS_CERT_FILE and WAYPROOF_TLS_KEY_FILE belong together, and WAYPROOF_TLS_CLIENT_CA_FILE needs both.',
  );
}

/** The environment of the test runner: ours, with another PATH. */
export function testEnvironment(path: string): NodeJS.ProcessEnv {
  return { ...process.env, PATH: path };
}

/** A misspelt setting would be ignored without a word, so it is refused. */
function refuseUnknown(environment: Environment): void {
  const known = new Set<string>(settingNames);
  const unknown = Object.keys(environment).find((name) => name.startsWith('WAYPROOF_') && !known.has(name));
  if (unknown !== undefined) {
    throw new ConfigError(`${unknown} is not a setting of Wayproof; .env.example lists all of them.`);
  }
}

function temporalVariables(environment: Environment): Record<string, string> {
  const entries = Object.entries(environment).filter(
    (entry): entry is [string, string] => entry[0].startsWith('TEMPORAL_') && Boolean(entry[1]),
  );
  return Object.fromEntries(entries);
}
