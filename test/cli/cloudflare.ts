import { createServer, type IncomingMessage } from "node:http"
import type { AddressInfo } from "node:net"

/** Cloudflare's API on loopback, as far as a deployment asks it; with every request that it got, as "METHOD path". */
export interface Cloudflare {
  /** What makes wrangler talk to it. */
  variables: Record<string, string>
  requests: string[]
  /** SQL that the database was sent, in order. */
  statements: string[]
  /** The parts of the last Worker that was uploaded, as they were sent. */
  uploaded(): string | null
  stop(): Promise<void>
}

const WORKER = "/workers/scripts/paythread"

/** An account; with the database, or a Worker with these secrets, in it already. */
export async function startCloudflare(has: { database?: boolean; secrets?: string[] }): Promise<Cloudflare> {
  const databases = has.database ? [database("paythread")] : []
  const requests: string[] = []
  const statements: string[] = []
  let uploaded: string | null = null

  function answer(request: string, body: string): unknown {
    if (request === "GET /d1/database") return databases
    if (request === "POST /d1/database") {
      databases.push(database(JSON.parse(body).name))
      return databases.at(-1)
    }
    if (/^POST \/d1\/database\/[\w-]+\/query$/.test(request)) {
      statements.push(JSON.parse(body).sql)
      return [{ results: [], success: true, meta: {} }]
    }
    if (request.startsWith("GET /d1/database/"))
      return databases.find(({ name, uuid }) => request.endsWith(`/${name}`) || request.endsWith(`/${uuid}`))
    if (request === `GET ${WORKER}/secrets`) return has.secrets?.map((name) => ({ name, type: "secret_text" }))
    if (request === "GET /workers/services/paythread")
      return has.secrets && { id: "paythread", default_environment: { script: { last_deployed_from: "wrangler" } } }
    if (request === `PUT ${WORKER}`) {
      uploaded = body
      return { id: "paythread", startup_time_ms: 12 }
    }
    return others[request]
  }

  const server = createServer(async (request, response) => {
    const path = new URL(request.url ?? "/", "http://cloudflare").pathname.replace(
      /^\/client\/v4(?:\/accounts\/acc)?/,
      "",
    )
    const name = `${request.method} ${path}`
    requests.push(name)
    const result = answer(name, await read(request))
    const found = result !== undefined
    // Its codes: 10007 says that there is no such Worker, 10090 the same of a service, 7404 of a database.
    const code = path.startsWith("/d1") ? 7404 : path.endsWith("/secrets") ? 10007 : 10090
    response.writeHead(found ? 200 : 404, { "content-type": "application/json" })
    const errors = found ? [] : [{ code, message: "not found" }]
    response.end(JSON.stringify({ success: found, errors, messages: [], result: result ?? null, result_info: {} }))
  })
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve))
  const { port } = server.address() as AddressInfo
  return {
    variables: {
      CLOUDFLARE_API_BASE_URL: `http://127.0.0.1:${port}/client/v4`,
      CLOUDFLARE_API_TOKEN: "token",
      CLOUDFLARE_ACCOUNT_ID: "acc",
    },
    requests,
    statements,
    uploaded: () => uploaded,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

const others: Record<string, unknown> = {
  [`POST ${WORKER}/assets-upload-session`]: { jwt: "jwt", buckets: [] },
  [`GET ${WORKER}/deployments`]: { deployments: [] },
  [`GET ${WORKER}/subdomain`]: { enabled: true, previews_enabled: false },
  [`POST ${WORKER}/subdomain`]: { enabled: true, previews_enabled: false },
  [`PUT ${WORKER}/schedules`]: { schedules: [] },
  "GET /workers/subdomain": { subdomain: "shop" },
  "GET /workers/workers/paythread": {
    id: "w",
    name: "paythread",
    subdomain: { enabled: true, previews_enabled: false },
  },
}

function database(name: string) {
  return { name, uuid: "11111111-1111-1111-1111-111111111111" }
}

async function read(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(Buffer.from(chunk))
  return Buffer.concat(chunks).toString()
}
