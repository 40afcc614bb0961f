// Who is believed: the embedded personas on loopback, or a configured OpenID Connect issuer; never both.
import { createDecisionAssertions } from '../connectors/identity/decision-assertions.ts';
import { createEmbeddedIssuer } from '../connectors/identity/embedded/embedded-issuer.ts';
import type { EmbeddedIssuer } from '../connectors/identity/embedded/embedded-issuer.ts';
import { createTokenVerifier } from '../connectors/identity/jwt-verifier.ts';
import type { PolicySet } from '../contracts/policy.ts';
import type { DecisionAssertions, TokenVerifier } from '../contracts/ports/identity.ts';
import type { Config } from './config.ts';
import { SentenceError } from './sentence-error.ts';
import type { StateKeys } from './state-keys.ts';

export interface ComposedIdentity {
  tokens: TokenVerifier;
  /** Absent where an issuer is configured. */
  embedded: EmbeddedIssuer | undefined;
  /** For the gateway: signs. */
  signing: DecisionAssertions;
  /** For workers: verifies only. */
  verifying: DecisionAssertions;
}

/** @throws SentenceError when a configured issuer's discovery document cannot be read. */
export async function composeIdentity(input: {
  config: Config;
  keys: StateKeys;
  tenants: PolicySet['tenants'];
}): Promise<ComposedIdentity> {
  const { config, keys } = input;
  const tenants = Object.keys(input.tenants);
  const { publicKey, keyId } = keys.decisions;
  const assertions = {
    signing: createDecisionAssertions(keys.decisions),
    verifying: createDecisionAssertions({ publicKey, keyId }),
  };
  if (config.oidc !== undefined) {
    const { issuer, audience, jwksUrl, tenantClaim, rolesClaim } = config.oidc;
    const jwks = jwksUrl ?? (await discoverKeySet(issuer));
    const issuers = [{ issuer, audience, jwks, tenantClaim, rolesClaim }];
    return { ...assertions, embedded: undefined, tokens: createTokenVerifier({ issuers, tenants }) };
  }
  const embedded = createEmbeddedIssuer({
    issuer: `http://${config.gateway.host}:${config.gateway.port}/identity`,
    keys: keys.identity,
    tenants: Object.values(input.tenants).map(({ tenant, name }) => ({ tenant, name })),
  });
  const { issuer, audience, publicKeys } = embedded;
  const issuers = [{ issuer, audience, jwks: publicKeys, tenantClaim: 'tenant', rolesClaim: 'roles' }];
  return { ...assertions, embedded, tokens: createTokenVerifier({ issuers, tenants }) };
}

async function discoverKeySet(issuer: string): Promise<string> {
  const url = `${issuer.replace(/\/$/, '')}/.well-known/openid-configuration`;
  try {
    const answer = await fetch(url, { signal: AbortSignal.timeout(10_000) });
    const body = (await answer.json()) as { jwks_uri?: unknown };
    if (answer.ok && typeof body.jwks_uri === 'string') return body.jwks_uri;
  } catch (error) {
    throw discoveryFailed(url, error);
  }
  throw discoveryFailed(url);
}

function discoveryFailed(url: string, cause?: unknown): SentenceError {
  return new SentenceError(
    `The OpenID Connect issuer does not answer with its discovery document at ${url}: check WAYPROOF_OIDC_ISSUER, or set WAYPROOF_OIDC_JWKS_URL.`,
    { cause },
  );
}
