import { createRequire } from "node:module"
import { join } from "node:path"
import { gzipSync } from "node:zlib"
import { describe, expect, it } from "vitest"
import { channels } from "../../src/channels"
import { providers } from "../../src/payments"

/** What a channel or a provider may add to the Worker, gzipped. */
const MOST_BYTES = 6 * 1024

interface Loaded {
  contents: string
}

/** The few things of esbuild's that are used here, of the copy that wrangler bundles the Worker with. */
interface Bundler {
  build(options: Readonly<Record<string, unknown>>): Promise<{ outputFiles: readonly { contents: Uint8Array }[] }>
}

interface Hooks {
  onLoad(options: { filter: RegExp }, load: () => Loaded): void
}

const bundler: Bundler = createRequire(createRequire(import.meta.url).resolve("wrangler/package.json"))("esbuild")

/** The gzipped size of the Worker, with nothing in the place of a member. */
async function sizeWithout(left: { file: string; exported: string } | null): Promise<number> {
  const setup = (hooks: Hooks) => {
    if (left === null) return
    const filter = new RegExp(`${join(process.cwd(), left.file).replaceAll(/[.\\]/g, "\\$&")}$`)
    hooks.onLoad({ filter }, () => ({ contents: `export const ${left.exported} = {}` }))
  }
  const { outputFiles } = await bundler.build({
    entryPoints: ["src/index.ts"],
    bundle: true,
    write: false,
    minify: true,
    format: "esm",
    target: "es2024",
    conditions: ["workerd", "worker", "browser"],
    external: ["cloudflare:*", "node:*"],
    plugins: [{ name: "leave-out", setup }],
  })
  return gzipSync(outputFiles[0]?.contents ?? new Uint8Array(), { level: 9 }).length
}

const whole = await sizeWithout(null)

describe.each(Object.entries({ channels, payments: providers }))("of %s", (room, registry) => {
  it.each(Object.keys(registry))("%s costs the Worker at most 6 kB beside the others", async (member) => {
    const costs = whole - (await sizeWithout({ file: `src/${room}/${member}/${member}.ts`, exported: member }))
    // A member that costs nothing was not left out.
    expect(costs).toBeGreaterThan(512)
    expect(costs).toBeLessThanOrEqual(MOST_BYTES)
  })
})
