import { cloudflareTest, readD1Migrations } from "@cloudflare/vitest-plugin"
import { defineConfig } from "vitest/config"

// Tests that need a file system, a browser or child processes run in Node; everything else runs in workerd.
const inNode = [
  "test/architecture.test.ts",
  "test/architecture/**/*.test.ts",
  "test/flow/inspection/*.test.ts",
  "test/docs/**/*.test.ts",
  "test/simulation/**/*.test.ts",
]

// Those among them that start what is deployed: it is built once, before the first of them.
const built = ["test/cli/**/*.test.ts", "test/browser/**/*.test.ts"]

// Generous, for machines that are shared: nothing here waits for time to pass.
const patience = { testTimeout: 120_000, hookTimeout: 120_000 }

export default defineConfig({
  test: {
    projects: [
      {
        plugins: [
          cloudflareTest(async () => ({
            wrangler: { configPath: "./wrangler.toml" },
            miniflare: {
              bindings: {
                ENVIRONMENT: "local",
                PUBLIC_URL: "https://pay.test",
                // .dev.vars of this machine says otherwise.
                SWEEP_ON_USE: "false",
                SECRETS_KEY: "test-1:MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDE=",
                HASH_KEY: "test-hash-key-test-hash-key-test-hash",
                API_TOKEN: "test-token",
                TEST_MIGRATIONS: await readD1Migrations("migrations"),
              },
            },
          })),
        ],
        test: {
          name: "workers",
          include: ["test/**/*.test.ts"],
          exclude: [...inNode, ...built],
          setupFiles: ["test/support/setup.ts"],
          testTimeout: 60_000,
          maxWorkers: "100%",
        },
      },
      { test: { name: "node", include: inNode, ...patience, maxWorkers: 1 } },
      {
        test: {
          name: "built",
          include: built,
          globalSetup: "test/browser/setup.ts",
          maxWorkers: 2,
          ...patience,
          expect: { poll: { timeout: 15_000 } },
        },
      },
    ],
  },
})
