import { and, eq, isNull } from "drizzle-orm"
import type { Published } from "../../core/event"
import { toBase32 } from "../../core/order/number"
import { EVERY_RIGHT, type Right, rights, rightsIn } from "../../core/right"
import { newId } from "../../platform/identity"
import { hmac, toHex } from "../../platform/signature"
import { cache } from "../cache"
import { type Database, persist } from "../database"
import { type Listed, listing, type Page } from "../lists/page"
import { tokens } from "../schema"
import { changing } from "../stream/publish"

/** A token for the API, without the token itself. */
export interface Token {
  id: string
  title: string
  /** What its holder may do. */
  rights: Right[]
  createdAt: number
  revokedAt: number | null
}

const SHOWN = {
  id: tokens.id,
  title: tokens.title,
  rights: tokens.rights,
  createdAt: tokens.createdAt,
  revokedAt: tokens.revokedAt,
}

/** Bytes of chance in a token. */
const BYTES = 25

const kept = cache<Token | null>({ size: 200, seconds: 30 })

/** Makes a token. It is in this answer and nowhere else: what is stored is a keyed hash. */
export async function createToken(
  db: Database,
  hashKey: string,
  { id = newId(), title, rights: given, at }: { id?: string; title: string; rights: readonly Right[]; at: number },
  told: Published | null = null,
): Promise<Token & { token: string }> {
  const token = `pt_${toBase32(crypto.getRandomValues(new Uint8Array(BYTES))).toLowerCase()}`
  // Who may do everything may also do what a later version adds.
  const stored = rights.every((right) => given.includes(right)) ? [EVERY_RIGHT] : [...given]
  const row = { id, title, hash: await hashOf(hashKey, token), rights: stored, createdAt: at }
  await persist(() => changing(db, db.insert(tokens).values(row).onConflictDoNothing(), told))
  return { id, title, rights: rightsIn(stored), createdAt: at, revokedAt: null, token }
}

/** The tokens in the order of their ids, revoked ones too. */
export async function listTokens(db: Database, page: Page): Promise<Listed<Token>> {
  const rows = await db
    .select(SHOWN)
    .from(tokens)
    .where(byId.after(page))
    .orderBy(...byId.order)
    .limit(page.limit + 1)
  return byId.part(rows.map(known), page)
}

const byId = listing("tokens", "rising", { id: tokens.id })

/** Ends a token; other isolates know it within half a minute. False when there is none. Safe to repeat. */
export async function revokeToken(
  db: Database,
  id: string,
  at: number,
  told: Published | null = null,
): Promise<boolean> {
  const revoking = db
    .update(tokens)
    .set({ revokedAt: at })
    .where(and(eq(tokens.id, id), isNull(tokens.revokedAt)))
  await persist(() => changing(db, revoking, told))
  kept.forget()
  return (await tokenOf(db, id, at)) !== null
}

/** The token that somebody shows, unless it is unknown or revoked. Kept for half a minute. */
export async function tokenShown(db: Database, hashKey: string, token: string, now: number): Promise<Token | null> {
  if (!/^pt_[a-z0-9]{40}$/.test(token)) return null
  const hash = await hashOf(hashKey, token)
  const found = await kept.get(`hash/${hash}`, now, async () => {
    return first(await db.select(SHOWN).from(tokens).where(eq(tokens.hash, hash)))
  })
  return found?.revokedAt === null ? found : null
}

/** The token of that id, revoked or not. Kept for half a minute. */
export function tokenOf(db: Database, id: string, now: number): Promise<Token | null> {
  return kept.get(`id/${id}`, now, async () => {
    return first(await db.select(SHOWN).from(tokens).where(eq(tokens.id, id)))
  })
}

type Row = Omit<Token, "rights"> & { rights: string[] }

function known(row: Row): Token {
  return { ...row, rights: rightsIn(row.rights) }
}

function first([row]: readonly Row[]): Token | null {
  return row ? known(row) : null
}

async function hashOf(hashKey: string, token: string): Promise<string> {
  return toHex(await hmac("SHA-256", hashKey, `paythread:token:${token}`))
}
