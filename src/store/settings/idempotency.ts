import { and, eq, inArray, isNull, lt, sql } from "drizzle-orm"
import { type Database, persist } from "../database"
import { idempotency } from "../schema"

/** How long an answer is kept for whoever asks again. */
const KEPT_MILLISECONDS = 24 * 3_600_000

/** Whoever took a key and has not answered by then is gone: nothing that the API does takes so long. */
const LEASE_MILLISECONDS = 120_000

/** A request that somebody may send again. */
export interface Claim {
  /** A keyed hash of who asks and of their key. */
  id: string
  /** A keyed hash of what is asked. */
  fingerprint: string
  /** Of this try alone. */
  claim: string
  at: number
}

/**
 * Takes a key, or tells how it was taken before: by another request, by the same one that is under way (its answer is null) or
 * that was answered, sealed. Null when it is taken by this claim now. One round trip.
 */
export async function claimKey(db: Database, wanted: Claim): Promise<{ same: boolean; answer: string | null } | null> {
  const { at, fingerprint } = wanted
  const old = lt(idempotency.at, at - KEPT_MILLISECONDS)
  const left = and(
    isNull(idempotency.answer),
    lt(idempotency.at, at - LEASE_MILLISECONDS),
    eq(idempotency.fingerprint, fingerprint),
  )
  const taking = db
    .insert(idempotency)
    .values({ ...wanted, answer: null })
    .onConflictDoUpdate({
      target: idempotency.id,
      set: { fingerprint, claim: wanted.claim, at, answer: null },
      setWhere: sql`${old} or ${left}`,
    })
  const looking = db.select().from(idempotency).where(eq(idempotency.id, wanted.id))
  const [, [found]] = await persist(() => db.batch([taking, looking]))
  // Written twice after a fault that passed, it is this claim's all the same.
  if (!found || found.claim === wanted.claim) return null
  return { same: found.fingerprint === fingerprint, answer: found.answer }
}

/** Keeps the answer of a claim, sealed. Nothing, where another claim has the key by now. */
export async function keepAnswer(db: Database, { id, claim }: Claim, answer: string): Promise<void> {
  await persist(() =>
    db
      .update(idempotency)
      .set({ answer })
      .where(and(eq(idempotency.id, id), eq(idempotency.claim, claim))),
  )
}

/** Gives a key back: what was asked may be tried again. */
export async function releaseKey(db: Database, { id, claim }: Claim): Promise<void> {
  await persist(() => db.delete(idempotency).where(and(eq(idempotency.id, id), eq(idempotency.claim, claim))))
}

/** Forgets answers that nobody is owed any more, so many at most. */
export async function forgetAnswers(db: Database, now: number, limit: number): Promise<void> {
  const old = db
    .select({ id: idempotency.id })
    .from(idempotency)
    .where(lt(idempotency.at, now - KEPT_MILLISECONDS))
    .limit(limit)
  await persist(() => db.delete(idempotency).where(inArray(idempotency.id, old)))
}
