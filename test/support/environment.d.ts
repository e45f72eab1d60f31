import type { D1Migration } from "@cloudflare/vitest-plugin"

declare global {
  namespace Cloudflare {
    interface Env {
      /** What drizzle-kit generated, for the tests' own database. */
      TEST_MIGRATIONS: D1Migration[]
    }
  }
}
