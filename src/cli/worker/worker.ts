import { createServer } from "node:net"
import { join } from "node:path"
import { Log, LogLevel, Miniflare, type MiniflareOptions } from "miniflare"
import type { Bundle } from "./build"
import { applyMigrations } from "./migrate"
import { root } from "./sources"

/** The Worker running on this machine, as it runs at Cloudflare: the bundle in workerd, with its own D1 and objects. */
export interface LocalWorker {
  /** Where it is served, without a slash at the end. */
  url: string
  db: D1Database
  /** A path of its own, or a whole address. Redirects are not followed. */
  fetch(path: string, init?: RequestInit): Promise<Response>
  /** What Cloudflare's clock does every minute. */
  tick(): Promise<void>
  /** Ends workerd; nothing is left running when it resolves. */
  stop(): Promise<void>
}

/** How to run it. */
export interface Running {
  port: number
  /** Variables and secrets. */
  variables: Record<string, string>
  /** Folder that keeps the database and the objects from start to start; without it nothing is kept. */
  state?: string
  /** Receives each line that the Worker logs. */
  onLog?: (line: string) => void
  /** Serves the Worker on a socket of its own, with nothing of Miniflare's before it: for measuring. */
  bare?: boolean
}

/** Starts a bundle and brings its database up to date. */
export async function startWorker(bundle: Bundle, running: Running): Promise<LocalWorker> {
  const miniflare = new Miniflare(optionsOf(bundle, running))
  try {
    const entry = await miniflare.ready
    const { origin } = running.bare ? await miniflare.unsafeGetDirectURL() : entry
    const db = await miniflare.getD1Database(bundle.database.binding)
    await applyMigrations(db, join(root, bundle.database.migrations))
    return {
      url: origin,
      db,
      fetch: (path, init) => fetch(new URL(path, origin), { ...init, redirect: "manual" }),
      async tick() {
        const worker = await miniflare.getWorker()
        for (const cron of bundle.crons) await worker.scheduled({ cron, scheduledTime: new Date() })
      },
      stop: () => miniflare.dispose(),
    }
  } catch (error) {
    await miniflare.dispose()
    throw error
  }
}

/** Whether nobody listens on this port of this machine. */
export async function isFree(port: number): Promise<boolean> {
  return (await listened(port)) !== null
}

/** A port that nobody listens on. */
export async function freePort(): Promise<number> {
  const port = await listened(0)
  if (port === null) throw new Error("There is no free port.")
  return port
}

function listened(port: number): Promise<number | null> {
  return new Promise((resolve) => {
    const server = createServer()
    server.once("error", () => resolve(null))
    server.listen(port, "127.0.0.1", () => {
      const address = server.address()
      server.close(() => resolve(address !== null && typeof address === "object" ? address.port : null))
    })
  })
}

function optionsOf(bundle: Bundle, { port, variables, state, onLog, bare = false }: Running): MiniflareOptions {
  const { name, compatibilityDate, compatibilityFlags, database, objects, crons, assets, code } = bundle
  return {
    host: "127.0.0.1",
    port: bare ? 0 : port,
    log: new Log(LogLevel.ERROR),
    logRequests: false,
    cf: false,
    ...(onLog && { handleStructuredLogs: ({ message }: { message: string }) => onLog(message) }),
    ...(state !== undefined && { resourcePersistencePath: state }),
    workers: [
      {
        config: {
          name,
          compatibilityDate,
          compatibilityFlags,
          manifest: {
            mainModule: "index.js",
            modulesRoot: root,
            modules: { "index.js": { type: "esm", contents: code } },
          },
          ...(!bare && {
            assets: {
              directory: join(root, assets.directory),
              notFoundHandling: "none",
              runWorkerFirst: assets.workerFirst,
              hasUserWorker: true,
            },
          }),
          triggers: crons.map((schedule) => ({ type: "scheduled", schedule })),
          env: {
            ...Object.fromEntries(Object.entries(variables).map(([key, value]) => [key, { type: "text", value }])),
            ...(!bare && { [assets.binding]: { type: "assets" } }),
            [database.binding]: { type: "d1", id: database.id },
            ...Object.fromEntries(
              objects.map(({ binding, className }) => [
                binding,
                { type: "durable-object", worker: name, exportName: className },
              ]),
            ),
          },
          exports: Object.fromEntries(
            objects.map(({ className }) => [className, { type: "durable-object", storage: "sqlite" }]),
          ),
        },
        dev: { rootPath: root, ...(bare && { unsafeDirectSockets: [{ host: "127.0.0.1", port }] }) },
      },
    ],
  }
}
