import { cloudflareTest, readD1Migrations } from "@cloudflare/vitest-plugin"
import { defineConfig } from "vitest/config"

// Tests that need a file system, a browser or child processes run in Node; everything else runs in workerd.
const inNode = [
  "test/architecture.test.ts",
  "test/cli/**/*.test.ts",
  "test/browser/**/*.test.ts",
  "test/simulation/**/*.test.ts",
]

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
          exclude: inNode,
          setupFiles: ["test/support/setup.ts"],
          // Generous, for machines that are shared: nothing here waits for time to pass.
          testTimeout: 60_000,
        },
      },
      { test: { name: "node", include: inNode, testTimeout: 120_000, hookTimeout: 120_000, fileParallelism: false } },
    ],
  },
})
