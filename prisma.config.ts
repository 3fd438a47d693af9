import { defineConfig } from 'prisma/config';

/** For `prisma generate` only: migrations are applied by prisma/migrate.ts, which needs no downloaded engine. */
const config = defineConfig({ schema: 'prisma/schema.prisma', migrations: { path: 'prisma/migrations' } });

export default config;
