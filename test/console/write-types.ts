// `npm run console:types`: writes the console's types anew.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { openApiTypes, typesFile } from './openapi-types.ts';

writeFileSync(join(import.meta.dirname, '..', '..', typesFile), await openApiTypes());
