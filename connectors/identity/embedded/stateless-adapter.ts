// oidc-provider's storage, kept empty on purpose: access tokens are JWTs and clients are configured, so there is
// nothing to remember. Whoever adds a browser sign-in (sessions, codes) must bring a real one.
import type { Adapter } from 'oidc-provider';

export class StatelessAdapter implements Adapter {
  async upsert(): Promise<undefined> {}
  async find(): Promise<undefined> {}
  async findByUserCode(): Promise<undefined> {}
  async findByUid(): Promise<undefined> {}
  async consume(): Promise<undefined> {}
  async destroy(): Promise<undefined> {}
  async revokeByGrantId(): Promise<undefined> {}
}
