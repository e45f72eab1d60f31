import { and, eq, isNotNull, isNull, sql } from "drizzle-orm"
import type { Published } from "../../core/event"
import { newId } from "../../platform/identity"
import { cache } from "../cache"
import { type Database, databaseError, persist } from "../database"
import { type Listed, listing, type Page } from "../lists/page"
import { flows, flowVersions } from "../schema"
import { changing, publishingVersion, tellingChange, tellingVersion } from "../stream/publish"
import { conflictOf, forgetRoutes, type RouteConflict, type RouteEntry, replaceRoutes } from "./routes"

/** A flow without its draft. */
export interface FlowSummary {
  id: string
  name: string
  /** Counts the saves of the draft. */
  revision: number
  /** The version that new runs start on; null while none is published. */
  published: number | null
  updatedAt: number
  /** Since when it is in the bin; null while it is not. */
  deletedAt: number | null
}

/** A flow as a document; what it must look like is the flow's own affair. */
export interface Document {
  name: string
}

/** A version of a flow without its document. */
export interface VersionSummary {
  version: number
  note: string
  publishedAt: number
}

export interface Version extends VersionSummary {
  document: unknown
}

const SUMMARY = {
  id: flows.id,
  name: flows.name,
  revision: flows.revision,
  published: flows.published,
  updatedAt: flows.updatedAt,
  deletedAt: flows.deletedAt,
}

// Documents are large, and a deployment has few that run at the same time. That one is missing is soon no longer true,
// but true for long enough that whoever just loaded it can see it.
const versions = cache<Version | null>({ size: 50, seconds: Number.POSITIVE_INFINITY, absentSeconds: 1 })

const published = cache<number | null>({ size: 500, seconds: 30 })

/** Stores a flow with its first draft. Null when the id is taken. */
export async function createFlow(
  db: Database,
  flow: { id?: string; document: Document; at: number },
  told: Published | null = null,
): Promise<FlowSummary | null> {
  const { id = newId(), document, at } = flow
  const values = { id, name: document.name, draft: JSON.stringify(document), revision: 1, createdAt: at, updatedAt: at }
  const [created] = await changing(db, db.insert(flows).values(values).onConflictDoNothing().returning(SUMMARY), told)
  return created ?? null
}

/** The flows in the order of their ids; those in the bin, or those that are not. */
export async function listFlows(db: Database, page: Page, deleted = false): Promise<Listed<FlowSummary>> {
  const rows = await db
    .select(SUMMARY)
    .from(flows)
    .where(and(deleted ? isNotNull(flows.deletedAt) : isNull(flows.deletedAt), byId.after(page)))
    .orderBy(...byId.order)
    .limit(page.limit + 1)
  return byId.part(rows, page)
}

const byId = listing("flows", "rising", { id: flows.id })

/** The ids of all flows of which a version is published. */
export async function publishedFlows(db: Database): Promise<string[]> {
  const rows = await db.select({ id: flows.id }).from(flows).where(isNotNull(flows.published))
  return rows.map(({ id }) => id)
}

/** A flow with its draft. */
export async function findFlow(db: Database, id: string): Promise<(FlowSummary & { draft: unknown }) | null> {
  const [row] = await db
    .select({ ...SUMMARY, draft: flows.draft })
    .from(flows)
    .where(and(eq(flows.id, id), isNull(flows.deletedAt)))
  return row ? { ...row, draft: JSON.parse(row.draft) } : null
}

/**
 * Saves a draft that is based on the given revision. When the stored one is newer nothing is saved, and its revision
 * comes back as `conflict`. Null when there is no such flow.
 */
export async function saveDraft(
  db: Database,
  draft: { flow: string; revision: number; document: Document; at: number },
  told: Published | null = null,
): Promise<{ saved: FlowSummary } | { conflict: number } | null> {
  const { flow, revision, document, at } = draft
  const text = JSON.stringify(document)
  const saving = db
    .update(flows)
    .set({ name: document.name, draft: text, revision: revision + 1, updatedAt: at })
    .where(and(eq(flows.id, flow), eq(flows.revision, revision), isNull(flows.deletedAt)))
    .returning(SUMMARY)
  const [saved] = await persist(() => changing(db, saving, told))
  if (saved) return { saved }
  const [found] = await db
    .select({ ...SUMMARY, draft: flows.draft })
    .from(flows)
    .where(eq(flows.id, flow))
  if (!found || found.deletedAt !== null) return null
  const { draft: stored, ...summary } = found
  // The same save again, after its answer was lost.
  return stored === text && summary.revision === revision + 1 ? { saved: summary } : { conflict: summary.revision }
}

/**
 * Puts a flow into the bin: nothing starts it any more. Its versions stay, for the runs that are on them. False when there
 * is none.
 */
export async function removeFlow(
  db: Database,
  id: string,
  at: number,
  told: Published | null = null,
): Promise<boolean> {
  const [unrouted] = replaceRoutes(db, id, [])
  const removal = db
    .update(flows)
    .set({ deletedAt: at, published: null })
    .where(and(eq(flows.id, id), isNull(flows.deletedAt)))
    .returning({ id: flows.id })
  const telling = told ? [tellingChange(db, told)] : []
  const [, removed] = await persist(() => db.batch([unrouted, removal, ...telling]))
  forget(id)
  return removed.length > 0
}

/** Takes a flow out of the bin, as a draft that is not published. Null when it is not in there. Safe to repeat. */
export async function restoreFlow(
  db: Database,
  id: string,
  told: Published | null = null,
): Promise<FlowSummary | null> {
  const restoring = db.update(flows).set({ deletedAt: null }).where(eq(flows.id, id)).returning(SUMMARY)
  const [restored] = await persist(() => changing(db, restoring, told))
  return restored ?? null
}

/** What is to be published. */
interface Publication {
  flow: string
  document: Document
  note: string
  routes: readonly RouteEntry[]
  at: number
}

/**
 * Publishes a document as the flow's next version and puts its routes in place of those before, all or nothing. When
 * another flow has one of the routes, nothing changes and it comes back as `conflict`. Null when there is no such flow.
 */
export async function publishFlow(
  db: Database,
  publication: Publication,
  told: Published | null = null,
): Promise<{ version: number } | { conflict: RouteConflict } | null> {
  const { flow, document, note, routes, at } = publication
  // Counted from the versions there are: those of a removed flow of the same id are still there.
  const version = db.insert(flowVersions).select(sql`
    select id, (select coalesce(max(version), 0) + 1 from flow_versions where flow = ${flow}),
      ${JSON.stringify(document)}, ${note}, ${at}
    from flows where id = ${flow} and deleted_at is null`)
  const latest = sql`(select max(version) from flow_versions where flow = ${flow})`
  const move = db
    .update(flows)
    .set({ published: latest, updatedAt: at })
    .where(and(eq(flows.id, flow), isNull(flows.deletedAt)))
  try {
    // Not repeated after a fault: it would be one more version.
    const [[added]] = await db.batch([
      version.returning({ version: flowVersions.version }),
      publishingVersion(db, { flow, name: document.name, note, at }),
      move,
      ...(told ? [tellingVersion(db, flow, told)] : []),
      ...replaceRoutes(db, flow, routes),
    ])
    return added ?? null
  } catch (error) {
    const conflict = await conflictOf(db, flow, routes)
    if (conflict) return { conflict }
    throw databaseError(error)
  } finally {
    forget(flow)
  }
}

/** A flow's versions, newest first. Throws a Failure `invalid_cursor`. */
export async function listVersions(db: Database, flow: string, page: Page): Promise<Listed<VersionSummary>> {
  const rows = await db
    .select({ version: flowVersions.version, note: flowVersions.note, publishedAt: flowVersions.publishedAt })
    .from(flowVersions)
    .where(and(eq(flowVersions.flow, flow), byVersion.after(page)))
    .orderBy(...byVersion.order)
    .limit(page.limit + 1)
  return byVersion.part(rows, page)
}

const byVersion = listing("versions", "falling", { version: flowVersions.version })

/** A published version. It never changes, so the very same object comes back for as long as there is room for it. */
export function findVersion(db: Database, flow: string, version: number, now: number): Promise<Version | null> {
  return versions.get(`${flow}/${version}`, now, async () => {
    const [row] = await db
      .select()
      .from(flowVersions)
      .where(and(eq(flowVersions.flow, flow), eq(flowVersions.version, version)))
    if (!row) return null
    return { version, note: row.note, publishedAt: row.publishedAt, document: JSON.parse(row.document) }
  })
}

/** The same without waiting: undefined when it is not at hand. */
export function peekVersion(flow: string, version: number, now: number): Version | null | undefined {
  return versions.peek(`${flow}/${version}`, now)
}

/** The version that new runs of a flow start on; null while none is published. Kept for half a minute. */
export function publishedVersion(db: Database, flow: string, now: number): Promise<number | null> {
  return published.get(flow, now, async () => {
    const [row] = await db.select({ published: flows.published }).from(flows).where(eq(flows.id, flow))
    return row?.published ?? null
  })
}

/** The same without waiting: undefined when it is not at hand. */
export function peekPublished(flow: string, now: number): number | null | undefined {
  return published.peek(flow, now)
}

function forget(flow: string): void {
  published.forget(flow)
  versions.forget(`${flow}/`)
  forgetRoutes()
}
