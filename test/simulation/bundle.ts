import { existsSync, mkdtempSync, readFileSync } from "node:fs"
import { createRequire } from "node:module"
import { tmpdir } from "node:os"
import { join, resolve } from "node:path"
import type { Mutant } from "./mutants"

interface Loaded {
  path: string
}

interface Build {
  onResolve(on: { filter: RegExp }, answer: (asked: { path: string; importer: string }) => Loaded | undefined): void
  onLoad(
    on: { filter: RegExp },
    answer: (asked: Loaded) => { contents: string; loader: "ts" | "tsx" } | undefined,
  ): void
}

interface Esbuild {
  build(options: object): Promise<unknown>
}

const root = resolve(import.meta.dirname, "../..")

/** The migrations that D1 gets. */
export const migrations = join(root, "migrations")

/**
 * Bundles the simulation with the sources under test, broken in one way if a mutant is given; returns the file. Two
 * modules are exchanged: the one that knows Cloudflare's runtime and the one that makes the world out of its bindings.
 */
export async function bundle(mutant: Mutant | null): Promise<string> {
  // Comes with wrangler, and is the bundler that production goes through.
  const require = createRequire(createRequire(import.meta.url).resolve("wrangler/package.json"))
  const esbuild: Esbuild = require("esbuild")
  const outfile = join(mkdtempSync(join(tmpdir(), "simulation-")), "player.mjs")
  const broken = new Set<string>()
  const exchange = {
    name: "exchange",
    setup(build: Build) {
      build.onResolve({ filter: /^cloudflare:workers$/ }, () => ({ path: join(import.meta.dirname, "runtime.ts") }))
      build.onResolve({ filter: /\/cloudflare$/ }, () => ({ path: join(import.meta.dirname, "worlds.ts") }))
      build.onLoad({ filter: /\/src\/.*\.tsx?$/ }, ({ path }) => {
        const changes = mutant?.changes.filter(({ file }) => path === join(root, "src", file)) ?? []
        if (changes.length === 0) return undefined
        let contents = readFileSync(path, "utf8")
        for (const { file, find, put } of changes) {
          if (contents.split(find).length !== 2)
            throw new Error(`Mutant ${mutant?.name}: ${file} does not have exactly one "${find}".`)
          contents = contents.replace(find, () => put)
          broken.add(`${file}: ${find}`)
        }
        return { contents, loader: path.endsWith("x") ? "tsx" : "ts" }
      })
    },
  }
  await esbuild.build({
    entryPoints: [join(import.meta.dirname, "player.ts")],
    outfile,
    bundle: true,
    // The same builds of libraries as in production.
    platform: "browser",
    conditions: ["workerd", "worker", "browser"],
    external: ["node:*"],
    format: "esm",
    target: "node24",
    sourcemap: "inline",
    logLevel: "error",
    tsconfig: join(root, "tsconfig.json"),
    plugins: [exchange],
  })
  if (mutant && broken.size !== mutant.changes.length)
    throw new Error(`Mutant ${mutant.name} names a module that the simulation does not use.`)
  if (!existsSync(outfile)) throw new Error("Nothing was bundled.")
  return outfile
}
