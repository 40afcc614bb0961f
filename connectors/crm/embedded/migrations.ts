// Where the embedded CRM's migrations lie, for whoever opens the database.
import { fileURLToPath } from 'node:url';

export const embeddedCrmMigrations = {
  folder: fileURLToPath(new URL('migrations', import.meta.url)),
  /** Remembers which of them ran. */
  table: 'crm',
};
