// What every store promises of the values behind tokens. Run beside store.contract.ts.
import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newSubject, newTenant, type StoreUnderTest } from './store-under-test.ts';

const failure = (type: string) => expect.objectContaining({ type }) as unknown;
const token = '[[EMAIL_ADDRESS_0123456789abcdef]]';
const value = { token, type: 'EMAIL_ADDRESS', value: 'Zoë@example.test' } as const;

export function storeValuesContract(open: () => Promise<StoreUnderTest>): void {
  let under: StoreUnderTest;
  beforeAll(async () => {
    under = await open();
  });
  afterAll(() => under?.close());

  async function someone(tenant = newTenant()) {
    return { tenant, subject: await under.store.vault.subjectOf({ tenant, customerId: 'c' }) };
  }

  describe('values behind tokens', () => {
    it('come back for their subject, whatever else was asked for', async () => {
      const who = await someone();
      const { values } = under.store;
      await values.keep({ ...who, values: [value] });
      const asked = [token, '[[PERSON_0000000000000000]]', "'; drop table personal_values; --"];
      expect(await values.valuesOf({ ...who, tokens: asked })).toEqual([value]);
      expect(await values.valuesOf({ ...who, tokens: [] })).toEqual([]);
    });

    it('stay as they were kept first', async () => {
      const who = await someone();
      const { values } = under.store;
      await values.keep({ ...who, values: [value] });
      await values.keep({ ...who, values: [{ ...value, value: 'ZOË@example.test' }] });
      expect(await values.valuesOf({ ...who, tokens: [token] })).toEqual([value]);
    });

    it('are unknown to another subject and another tenant', async () => {
      const who = await someone();
      const { values, vault } = under.store;
      await values.keep({ ...who, values: [value] });
      const neighbour = await vault.subjectOf({ tenant: who.tenant, customerId: 'another' });
      expect(await values.valuesOf({ ...who, subject: neighbour, tokens: [token] })).toEqual([]);
      expect(await values.valuesOf({ ...who, tenant: newTenant(), tokens: [token] })).toEqual([]);
    });

    it('have a key that is the same again and another for each subject', async () => {
      const who = await someone();
      const { values, vault } = under.store;
      const key = await values.tokenKey(who);
      expect(key).toHaveLength(32);
      expect(await values.tokenKey(who)).toEqual(key);
      const neighbour = await vault.subjectOf({ tenant: who.tenant, customerId: 'another' });
      expect(await values.tokenKey({ ...who, subject: neighbour })).not.toEqual(key);
      expect(await values.tokenKey({ ...who, subject: newSubject() })).toBeNull();
      expect(await values.tokenKey({ ...who, tenant: newTenant() })).toBeNull();
    });

    it('go with the key of their subject, and do not bring him back', async () => {
      const who = await someone();
      const { values } = under.store;
      await values.keep({ ...who, values: [value] });
      await under.asOwner(sql`delete from subject_keys where tenant = ${who.tenant}`);
      expect(await values.tokenKey(who)).toBeNull();
      expect(await values.valuesOf({ ...who, tokens: [token] })).toEqual([]);
      await expect(values.keep({ ...who, values: [value] })).rejects.toEqual(failure('RecordMissing'));
    });

    it('do not open in another row: a value moved to another token is told', async () => {
      const who = await someone();
      const { values } = under.store;
      await values.keep({ ...who, values: [value] });
      const moved = '[[EMAIL_ADDRESS_moved00000000000]]';
      await under.asOwner(sql`update personal_values set token = ${moved} where tenant = ${who.tenant}`);
      await expect(values.valuesOf({ ...who, tokens: [moved] })).rejects.toEqual(failure('ContractBroken'));
    });
  });
}
