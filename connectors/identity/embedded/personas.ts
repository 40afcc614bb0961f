// The personas of the embedded identity: one of each kind for every tenant. They are roles with a sign on them,
// never real people, and exist on loopback only.
import type { TenantId } from '../../../contracts/ids.ts';
import type { Role } from '../../../contracts/ports/identity.ts';

const titles: Record<Role, string> = {
  trigger: 'Event service',
  adviser: 'Adviser',
  'retention-lead': 'Retention lead',
  supervisor: 'Supervisor',
  compliance: 'Compliance officer',
  operator: 'Operator',
  auditor: 'Auditor',
};

export interface Persona {
  /** Same word as its role. */
  persona: Role;
  tenant: TenantId;
  /** OIDC subject and client id, e.g. `adviser@aldermoor-wealth`. */
  subject: string;
  /** e.g. `Adviser (Aldermoor Wealth)`. */
  displayName: string;
}

/** All personas of these tenants, tenant by tenant. */
export function personasOf(tenants: readonly { tenant: TenantId; name: string }[]): Persona[] {
  return tenants.flatMap(({ tenant, name }) =>
    (Object.keys(titles) as Role[]).map((persona) => ({
      persona,
      tenant,
      subject: `${persona}@${tenant}`,
      displayName: `${titles[persona]} (${name})`,
    })),
  );
}
