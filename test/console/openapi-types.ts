// The console's types as they follow from the OpenAPI document of a gateway of this checkout.
import openapiTS, { astToString } from 'openapi-typescript';
import { format } from 'prettier';
import { createHarness } from '../gateway/harness.ts';

export const typesFile = 'console/src/api/schema.d.ts';

export async function openApiTypes(): Promise<string> {
  const { app } = await createHarness();
  const document = (await app.inject('/openapi.json')).body;
  await app.close();
  const head =
    '// Made by `npm run console:types` from the OpenAPI document; never edited by hand.\n/* eslint-disable */\n\n';
  const text = astToString(await openapiTS(document));
  return format(head + text, { parser: 'typescript', printWidth: 110, singleQuote: true });
}
