// Who may enter: the embedded identity through the public door, and tokens that are forged, foreign or stale.
import { SignJWT, UnsecuredJWT, importJWK } from 'jose';
import type { JWTPayload } from 'jose';
import { beforeAll, describe, expect, test } from 'vitest';
import { roles } from '../../contracts/ports/identity.ts';
import { calls } from '../../contracts/calls.ts';
import type { Call } from '../../contracts/calls.ts';
import { rolesThatMay } from '../support/shipped-policy.ts';
import { createHarness, issuerUrl, problemIn, retail, wealth } from './harness.ts';
import type { Harness } from './harness.ts';

let harness: Harness;
beforeAll(async () => {
  harness = await createHarness();
});

const whoami = (authorization?: string) =>
  harness.app.inject({ url: '/v1/whoami', headers: authorization === undefined ? {} : { authorization } });
const claims = { sub: 'adviser@aldermoor-wealth', tenant: wealth, roles: ['adviser'], name: 'Adviser' };
const seconds = () => Math.floor(Date.now() / 1000);

async function signed(payload: JWTPayload, change: { aud?: string; iss?: string; exp?: number } = {}) {
  const [jwk] = harness.keys.keys;
  if (!jwk) throw new Error('no key');
  const token = new SignJWT(payload).setProtectedHeader({ alg: 'ES256', kid: jwk.kid ?? '' });
  token.setIssuer(change.iss ?? issuerUrl).setAudience(change.aud ?? 'wayproof');
  token.setIssuedAt(seconds() - 60).setExpirationTime(change.exp ?? seconds() + 60);
  return token.sign(await importJWK(jwk, 'ES256'));
}

describe('the embedded identity', () => {
  test('gives a persona a token that this gateway accepts', async () => {
    const answer = await harness.app.inject({
      method: 'POST',
      url: '/identity/personas/token',
      payload: { persona: 'retention-lead', tenant: retail },
    });
    expect(answer.json()).toMatchObject({ token_type: 'Bearer', expires_in: 3600 });
    const { access_token } = answer.json<{ access_token: string }>();
    expect((await whoami(`Bearer ${access_token}`)).json()).toMatchObject({
      tenant: retail,
      roles: ['retention-lead'],
      name: `Retention lead (${retail})`,
      principal: expect.stringMatching(/^prn_[0-9a-f]{32}$/) as string,
    });
  });

  test('lists its personas and speaks OpenID Connect', async () => {
    const list = await harness.app.inject('/identity/personas');
    expect(list.json<{ personas: unknown[] }>().personas).toHaveLength(3 * (roles.length + 1));
    const discovery = await harness.app.inject('/identity/.well-known/openid-configuration');
    expect(discovery.json()).toMatchObject({ issuer: issuerUrl });
    const client = harness.identity.credentialsOf({ persona: 'trigger', tenant: wealth });
    const token = await harness.app.inject({
      method: 'POST',
      url: '/identity/token',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      payload: new URLSearchParams({
        grant_type: 'client_credentials',
        client_id: client?.clientId ?? '',
        client_secret: client?.clientSecret ?? '',
      }).toString(),
    });
    const { access_token } = token.json<{ access_token: string }>();
    expect((await whoami(`bearer ${access_token}`)).json()).toMatchObject({ roles: ['trigger'] });
    // People have no secret of their own: they sign in.
    expect(harness.identity.credentialsOf({ persona: 'auditor', tenant: wealth })).toBeNull();
  });

  test.each([
    ['another machine', { remoteAddress: '192.0.2.7' }],
    ['a rebound name', { headers: { host: 'attacker.example' } }],
    ['a page of another site', { headers: { origin: 'https://attacker.example' } }],
    ['a proxy on this machine', { headers: { 'x-forwarded-for': '192.0.2.7' } }],
    ['a proxy that says so by the standard', { headers: { forwarded: 'for=192.0.2.7' } }],
    ['a proxy that hides for whom', { headers: { via: '1.1 proxy' } }],
  ])('refuses %s', async (_what, from) => {
    for (const url of ['/identity/personas', '/identity/jwks']) {
      expect(problemIn(await harness.app.inject({ url, ...from })).code).toBe('not_loopback');
    }
  });

  test('answers with the same headers everywhere, and offers no page of a sign-in that it does not have', async () => {
    const keys = await harness.app.inject('/identity/jwks');
    expect(keys.headers['content-security-policy']).toContain("default-src 'none'");
    expect(keys.headers['x-content-type-options']).toBe('nosniff');
    for (const url of ['/session/end', '/me', '/device', '/token/introspection', '/', '/%2e%2e/jwks', '/jwks/']) {
      expect(problemIn(await harness.app.inject(`/identity${url}`)).code, url).toBe('route_not_found');
    }
  }); // prettier-ignore

  test('is absent where an issuer is configured', async () => {
    const { app } = await createHarness({ identity: undefined as never });
    expect(problemIn(await app.inject('/identity/personas')).code).toBe('route_not_found');
  });
});

describe('a token is refused', () => {
  const refusals: [string, () => Promise<string | undefined> | string | undefined, string][] = [
    ['when there is none', () => undefined, 'token_missing'],
    ['when it is a password', () => 'Basic YTpi', 'token_missing'],
    ['when it is no JWT', () => 'Bearer abc', 'token_invalid'],
    ['when its algorithm is none', () => `Bearer ${new UnsecuredJWT(claims).setIssuer(issuerUrl).setAudience('wayproof').setIssuedAt().setExpirationTime('1h').encode()}`, 'token_invalid'],
    ['when its audience is another', async () => `Bearer ${await signed(claims, { aud: 'crm' })}`, 'wrong_audience'],
    ['when its issuer is another', async () => `Bearer ${await signed(claims, { iss: 'https://other.example' })}`, 'token_invalid'],
    ['when it has expired', async () => `Bearer ${await signed(claims, { exp: seconds() - 30 })}`, 'token_expired'],
    ['when its tenant is foreign', async () => `Bearer ${await signed({ ...claims, tenant: 'elsewhere' })}`, 'unknown_tenant'],
    ['when it has no tenant', async () => `Bearer ${await signed({ ...claims, tenant: undefined })}`, 'unknown_tenant'],
    ['when it has no role of ours', async () => `Bearer ${await signed({ ...claims, roles: ['root'] })}`, 'no_role'],
  ]; // prettier-ignore
  test.each(refusals)('%s', async (_what, make, code) => {
    const answer = await whoami(await make());
    const problem = problemIn(answer);
    expect(problem.code).toBe(code);
    expect(answer.headers['www-authenticate']).toBe(
      problem.status === 401 ? `Bearer error="${code}"` : undefined,
    );
  });

  test('and a good one is not', async () => {
    expect((await whoami(`Bearer ${await signed(claims)}`)).statusCode).toBe(200);
  });
});

describe('roles', () => {
  const doors: Record<Call, ['GET' | 'POST' | 'PUT' | 'DELETE', string]> = {
    'events.send': ['POST', '/v1/events'],
    'journeys.read': ['GET', '/v1/journeys'],
    'decision.send': ['POST', '/v1/journeys/jrn_x/decision'],
    'evidence.read': ['GET', '/v1/journeys/jrn_x/evidence'],
    'crm.read': ['GET', '/v1/crm/customers/AW-0001'],
    'ledger.read': ['GET', '/v1/ledger'],
    'incidents.read': ['GET', '/v1/incidents'],
    'switches.read': ['GET', '/v1/switches'],
    'switches.trip': ['POST', '/v1/switches'],
    'switches.reset': ['POST', '/v1/switches/ksw_x/reset'],
    'limits.read': ['GET', '/v1/limits'],
    'policy.ask': ['POST', '/v1/policy/check'],
    'knowledge.load': ['POST', '/v1/knowledge/documents'],
    'knowledge.delete': ['DELETE', '/v1/knowledge/documents?documentId=a'],
    'knowledge.list': ['GET', '/v1/knowledge/documents'],
    'knowledge.evaluate': ['POST', '/v1/knowledge/evaluation'],
    'knowledge.search': ['GET', '/v1/knowledge/search?q=a'],
    'checkpoint.act': ['POST', '/v1/journeys/jrn_x/claim'],
    'people.read': ['GET', '/v1/people'],
    'roles.withdraw': ['PUT', '/v1/people/prn_x/withdrawn-roles'],
    'absence.set': ['PUT', '/v1/me/absence'],
    'codec.decode': ['POST', '/codec/decode'],
    'lineage.read': ['GET', '/v1/lineage?journey=jrn_x'],
    'completeness.read': ['GET', '/v1/completeness'],
    'subject.export': ['POST', '/v1/access-requests'],
    'erasures.request': ['POST', '/v1/erasures'],
    'erasures.decide': ['POST', '/v1/erasures/ers_x/decision'],
    'erasures.read': ['GET', '/v1/erasures'],
    'overview.read': ['GET', '/v1/overview'],
    'fields.reveal': ['POST', '/v1/journeys/jrn_x/reveal'],
    'samples.send': ['POST', '/v1/samples'],
    'whoami.read': ['GET', '/v1/whoami'],
  };
  test.each(calls)(
    '%s lets in exactly those whom policy lets in, and the refusal lists them',
    async (call) => {
      const [method, url] = doors[call];
      const may = await rolesThatMay(call);
      for (const role of roles) {
        const answer = await harness.call(role, wealth, method, url);
        const problem = answer.statusCode === 403 ? problemIn(answer) : null;
        const refused = problem?.code === 'forbidden';
        expect(refused, role).toBe(!may.includes(role));
        if (refused) expect(problem?.roles).toEqual(may);
      }
    },
  );
});
