// The page on which a person picks an embedded persona. Plain HTML without a script; it stands below /identity, so it answers to
// this machine only, and it signs nobody in who did not come by the provider's own redirect.
import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { GatewayApp } from '../gateway-app.ts';
import { personaDevices } from '../ports.ts';
import type { EmbeddedIdentity } from '../ports.ts';
import { Problem } from '../problems.ts';

const formMediaType = 'application/x-www-form-urlencoded';
// Two short fields.
const formLimit = 1024;

const style = [
  ':root{color-scheme:light dark;--ground:#f6f7f8;--card:#fff;--line:#dfe3e6;--quiet:#5a646c;--sign:#0b6c70}',
  '@media(prefers-color-scheme:dark){:root{--ground:#14181b;--card:#1b2024;--line:#3b444b;--quiet:#a3adb5;--sign:#5fb1b4}}',
  'body{font:16px/1.5 system-ui,sans-serif;background:var(--ground);margin:2.5rem auto;max-width:44rem;padding:0 1rem}',
  'h1{font-size:1.6rem;margin:0}p{margin:.2rem 0 1.5rem;color:var(--quiet)}',
  'fieldset{border:1px solid var(--line);border-radius:1rem;background:var(--card);margin:0 0 1rem;padding:.4rem 1rem 1rem}',
  'legend{font-weight:650;padding:0 .4rem}',
  '.people{display:grid;grid-template-columns:repeat(auto-fill,minmax(11rem,1fr));gap:.5rem}',
  'button{font:inherit;text-align:left;color:inherit;background:var(--ground);border:1px solid var(--line);border-radius:.5rem;padding:.55rem .8rem;cursor:pointer}',
  'button:hover{border-color:var(--sign)}button:focus-visible{outline:2px solid var(--sign);outline-offset:2px}',
  'label{display:block}',
].join('');
const styleHash = createHash('sha256').update(style).digest('base64');

const pageHeaders = {
  // The form's answer leads on to whoever asked: this gateway, or a command that waits on a port of this machine.
  'content-security-policy': `default-src 'none'; style-src 'sha256-${styleHash}'; form-action 'self' http://127.0.0.1:*; base-uri 'none'; frame-ancestors 'none'`,
  // With `no-referrer` a browser says `null` as the origin of a form, and the form would be refused.
  'referrer-policy': 'same-origin',
};

const deviceLabels: Record<(typeof personaDevices)[number], string> = {
  managed: 'A managed device',
  unmanaged: 'A device that nobody manages',
  risky: 'A managed device, in a sign-in that looks risky',
};

const pickerParams = z.object({ uid: z.string().regex(/^[A-Za-z0-9_-]{1,64}$/) });
const pickedForm = z.strictObject({ subject: z.string().max(200), device: z.enum(personaDevices) });

/** Needs the hook that admits this machine only. */
export function registerPersonaPicker(app: GatewayApp, identity: EmbeddedIdentity): void {
  app.register(async (scope) => {
    const routes = scope as GatewayApp;
    routes.addContentTypeParser(
      formMediaType,
      { parseAs: 'string', bodyLimit: formLimit },
      (_request, body, done) => done(null, fieldsOf(String(body))),
    );
    routes.get('/sign-in/:uid', { schema: { hide: true, params: pickerParams } }, async (request, reply) => {
      if (!(await identity.isPicking(request.raw, reply.raw))) throw new Problem('sign_in_invalid');
      return reply.headers(pageHeaders).type('text/html; charset=utf-8').send(page(identity));
    });

    routes.post(
      '/sign-in/:uid',
      { schema: { hide: true, params: pickerParams, body: pickedForm } },
      async (request, reply) => {
        const next = await identity.pick(request.raw, reply.raw, request.body);
        if (next === null) throw new Problem('sign_in_invalid');
        return reply.redirect(next, 303);
      },
    );
  });
}

/** A name that stands twice is none. */
function fieldsOf(body: string): Record<string, string> | null {
  const fields = [...new URLSearchParams(body)];
  const names = new Set(fields.map(([name]) => name));
  return names.size === fields.length ? Object.fromEntries(fields) : null;
}

function page({ personas }: EmbeddedIdentity): string {
  const tenants = [...new Set(personas.map(({ tenant }) => tenant))];
  const buttons = (tenant: string) =>
    personas
      // A service signs in by its own credentials.
      .filter((one) => one.tenant === tenant && one.persona !== 'trigger')
      .map(
        (one) =>
          `<button name="subject" value="${text(one.subject)}">${text(namesOf(one.displayName).person)}</button>`,
      )
      .join('\n');
  const tenantName = (tenant: string) =>
    namesOf(personas.find((one) => one.tenant === tenant)?.displayName ?? '').tenant ?? tenant;
  const device = personaDevices
    .map(
      (name, at) =>
        `<label><input type="radio" name="device" value="${name}"${at === 0 ? ' checked' : ''}> ${deviceLabels[name]}</label>`,
    )
    .join('\n');
  return `<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><title>Wayproof: sign in</title><meta name="viewport" content="width=device-width"><style>${style}</style></head>
<body>
<h1>Sign in as</h1>
<p>People of the sample companies. They need no password, and only this machine can sign in as them.</p>
<form method="post">
${tenants.map((tenant) => `<fieldset><legend>${text(tenantName(tenant))}</legend>\n<div class="people">${buttons(tenant)}</div>\n</fieldset>`).join('\n')}
<fieldset><legend>From which device</legend>
${device}
</fieldset>
</form>
</body>
</html>
`;
}

/** `Adviser (Aldermoor Wealth)` as its two parts. */
function namesOf(displayName: string): { person: string; tenant: string | null } {
  const [, person, tenant] = /^(.+) \((.+)\)$/.exec(displayName) ?? [];
  return { person: person ?? displayName, tenant: tenant ?? null };
}

/** Names come from the policy's files, which somebody wrote. */
function text(value: string): string {
  return value.replaceAll(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}
