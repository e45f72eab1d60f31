import { type Flow, flowDocument } from "../flow/flow"
import type { Need } from "../flow/missing"
import type { Flows } from "../flow/stack"
import type { Database } from "../store/database"
import { findVersion, peekPublished, peekVersion, publishedVersion, type Version } from "../store/flows/flows"
import { peekRoutes, routesFor } from "../store/flows/routes"

/** Flows as far as this isolate has loaded them; null while the account's routes are not. Never waits. */
export function loadedFlows(account: string, now: number): Flows | null {
  const routes = peekRoutes(account, now)
  if (!routes) return null
  const version = (flow: string, number: number) => {
    const found = peekVersion(flow, number, now)
    return found ? documentOf(found) : found
  }
  return {
    routes,
    version,
    published(flow) {
      const number = peekPublished(flow, now)
      if (number === undefined || number === null) return number
      const document = version(flow, number)
      return document ? { version: number, document } : document
    },
  }
}

/** Loads what a turn was missing; `loadedFlows` has it afterwards. */
export async function loadFlows(db: Database, need: Need | { routes: string }, now: number): Promise<void> {
  if ("routes" in need) {
    await routesFor(db, need.routes, now)
    return
  }
  const version = need.version ?? (await publishedVersion(db, need.flow, now))
  if (version !== null) await findVersion(db, need.flow, version, now)
}

const documents = new WeakMap<Version, Flow | null>()

/** A document that an older deployment published and this one cannot read is no document. */
function documentOf(version: Version): Flow | null {
  const known = documents.get(version)
  if (known !== undefined) return known
  const read = flowDocument.safeParse(version.document)
  const document = read.success ? read.data : null
  documents.set(version, document)
  return document
}
