import { existsSync } from "node:fs"
import { mkdir, readdir, readFile, rename, rm, writeFile } from "node:fs/promises"
import { join } from "node:path"
import { gzipSync } from "node:zlib"
import * as z from "zod"
import { digestOf, root } from "./sources"
import { buildStudio } from "./studio"
import { runTool } from "./tool"

const description = z.object({
  name: z.string(),
  compatibilityDate: z.string(),
  compatibilityFlags: z.array(z.string()),
  /** The name under which the Worker sees its database, and what wrangler calls that database on this machine. */
  database: z.object({ binding: z.string(), id: z.string(), migrations: z.string() }),
  objects: z.array(z.object({ binding: z.string(), className: z.string() })),
  crons: z.array(z.string()),
  /** The studio's files, and the paths that are the Worker's all the same. */
  assets: z.object({ directory: z.string(), binding: z.string(), workerFirst: z.array(z.string()) }),
  /** Bytes of the upload after gzip: what Cloudflare counts. */
  gzipped: z.number(),
})

/** What of wrangler.toml counts on this machine too. */
const settings = z.object({
  name: z.string(),
  compatibility_date: z.string(),
  compatibility_flags: z.array(z.string()),
  d1_databases: z.tuple([
    z.object({
      binding: z.string(),
      database_id: z.string().optional(),
      preview_database_id: z.string().optional(),
      migrations_dir: z.string(),
    }),
  ]),
  durable_objects: z.object({ bindings: z.array(z.object({ name: z.string(), class_name: z.string() })) }),
  triggers: z.object({ crons: z.array(z.string()) }),
  assets: z.object({ directory: z.string(), binding: z.string(), run_worker_first: z.array(z.string()) }),
})

/** What is deployed: the bundle and what wrangler.toml says of it. */
export interface Bundle extends z.output<typeof description> {
  code: string
}

/** What can be bundled, and where it goes: the Worker itself, or one wrapped around it. */
export interface Target {
  folder: string
  /** Path of the entry below the project's folder; wrangler.toml's own when absent. */
  entry?: string
}

/** The Worker as it is deployed. */
const production: Target = { folder: "dist/worker" }

/** Builds what `wrangler deploy` would upload, unless that is there already and its sources have not changed. */
export async function build({ folder, entry }: Target = production): Promise<Bundle> {
  await buildStudio()
  const place = join(root, folder)
  const stamp = await stampOf(entry)
  const known = await readBundle(place, stamp)
  if (known) return known
  const fresh = `${place}.${process.pid}`
  await rm(fresh, { recursive: true, force: true })
  await runTool("wrangler/bin/wrangler.js", ["deploy", ...(entry ? [entry] : []), "--dry-run", "--outdir", fresh])
  const name = (await readdir(fresh)).find((file) => file.endsWith(".js"))
  if (!name) throw new Error(`wrangler left no bundle in ${fresh}`)
  const code = await readFile(join(fresh, name), "utf8")
  const about = { ...(await describe()), gzipped: gzipSync(code).length }
  if (name !== "index.js") await rename(join(fresh, name), join(fresh, "index.js"))
  await writeFile(join(fresh, "worker.json"), JSON.stringify({ ...about, stamp }, null, 2))
  await rm(place, { recursive: true, force: true })
  await mkdir(join(place, ".."), { recursive: true })
  await rename(fresh, place)
  return { ...about, code }
}

async function readBundle(place: string, stamp: string): Promise<Bundle | null> {
  const file = join(place, "worker.json")
  if (!existsSync(file)) return null
  const known = description.extend({ stamp: z.string() }).safeParse(JSON.parse(await readFile(file, "utf8")))
  if (!known.success || known.data.stamp !== stamp) return null
  return { ...known.data, code: await readFile(join(place, "index.js"), "utf8") }
}

/** A digest of everything that the bundle is made of. */
async function stampOf(entry = ""): Promise<string> {
  const sources = (await workerSources(join(root, "src"), entry)).map((name) => `src/${name}`)
  return digestOf([...sources, "migrations", "wrangler.toml", "package-lock.json"], entry)
}

/** What of a folder of sources can change the Worker: a room that nobody has thought of yet does. */
export async function workerSources(folder: string, entry = ""): Promise<string[]> {
  const apart = entry === "" ? ["studio", "cli"] : ["studio"]
  return (await readdir(folder)).filter((name) => !apart.includes(name)).sort()
}

/** What wrangler.toml says of the Worker, as far as it counts on this machine too. */
export async function describe(): Promise<Omit<z.output<typeof description>, "gzipped">> {
  // Loading wrangler takes a second: only a build pays for it.
  const { unstable_readConfig } = await import("wrangler")
  const config = settings.parse(unstable_readConfig({ config: join(root, "wrangler.toml") }))
  const [database] = config.d1_databases
  return {
    name: config.name,
    compatibilityDate: config.compatibility_date,
    compatibilityFlags: config.compatibility_flags,
    database: {
      binding: database.binding,
      id: database.preview_database_id ?? database.database_id ?? database.binding,
      migrations: database.migrations_dir,
    },
    objects: config.durable_objects.bindings.map(({ name, class_name }) => ({ binding: name, className: class_name })),
    crons: config.triggers.crons,
    assets: {
      directory: config.assets.directory,
      binding: config.assets.binding,
      workerFirst: config.assets.run_worker_first,
    },
  }
}
