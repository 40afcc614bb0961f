// drizzle-kit's settings for the store's own tables: `npx drizzle-kit generate --name what_changed`, then append the output of
// store/row-level-security.ts for each new table. Rooms with tables of their own pass --schema and --out instead.
import { defineConfig } from 'drizzle-kit';

export default defineConfig({
  dialect: 'postgresql',
  schema: './store/schema/*.ts',
  out: './store/migrations',
});
