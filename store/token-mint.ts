// Keyed tokens: the same value gives the same token, and without the tenant's key nobody can tell which value it was.
import type { TokenMint } from '../contracts/ports/store.ts';
import type { Keyring, TenantKeys } from './keyring.ts';
import { keyedHash } from './sealing.ts';

export type TokenSpace = Parameters<TokenMint['token']>[0]['space'];

export function createTokenMint({ keyring }: { keyring: Keyring }): TokenMint {
  return {
    async token({ tenant, space, value }) {
      return mintToken(await keyring.of(tenant), space, value);
    },
  };
}

/** 32 hex digits: 128 bits make a collision among 2^50 values less likely than one in 2^28. */
export function mintToken(keys: TenantKeys, space: TokenSpace, value: string): string {
  return keyedHash(keys.tokens, JSON.stringify([space, value])).slice(0, 32);
}
