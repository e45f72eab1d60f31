import { sql } from "drizzle-orm"
import type { Published } from "../../core/event"
import { type PaymentConfiguration, paymentConfiguration as schema } from "../../core/order/configuration"
import { Failure } from "../../platform/failure"
import { cache } from "../cache"
import { type Database, persist } from "../database"
import { paymentConfiguration } from "../schema"
import { changing } from "../stream/publish"

const ID = "payments"

const kept = cache<PaymentConfiguration | null>({ size: 1, seconds: 30 })

/**
 * The payment settings; null until they are saved. Kept for half a minute; a save in this isolate is seen at once.
 * Throws a Failure `not_configured` when what is stored no longer fits.
 */
export function readConfiguration(db: Database, now: number): Promise<PaymentConfiguration | null> {
  return kept.get(ID, now, async () => {
    const [row] = await db.select().from(paymentConfiguration)
    if (!row) return null
    const read = schema.safeParse(row.settings)
    if (read.success) return read.data
    const fields = read.error.issues.map((issue) => issue.path.join(".")).join(", ")
    throw new Failure("not_configured", `The payment configuration must be saved again; see ${fields}.`, "hold")
  })
}

/** Saves the payment settings. False, and nothing saved, when there is no such payment account. */
export async function saveConfiguration(
  db: Database,
  configuration: PaymentConfiguration,
  at: number,
  told: Published | null = null,
): Promise<boolean> {
  // One statement with `accounts.remove` in mind: the account cannot go between looking and saving.
  const saving = db
    .insert(paymentConfiguration)
    .select(sql`
      select ${ID}, ${JSON.stringify(configuration)}, ${at}
      where exists (select 1 from payment_accounts where id = ${configuration.account})`)
    .onConflictDoUpdate({
      target: paymentConfiguration.id,
      set: { settings: sql`excluded.settings`, updatedAt: sql`excluded.updated_at` },
    })
    .returning({ id: paymentConfiguration.id })
  const rows = await persist(() => changing(db, saving, told))
  kept.forget()
  return rows.length > 0
}
