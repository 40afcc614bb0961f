// The console calls the API by generated types; these must be those of this very API.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openApiTypes, typesFile } from './openapi-types.ts';

test('the console’s types are those of the OpenAPI document (npm run console:types)', async () => {
  const committed = readFileSync(join(import.meta.dirname, '..', '..', typesFile), 'utf8');
  expect(committed).toBe(await openApiTypes());
});
