import { sql } from "drizzle-orm"
import { type PaymentConfiguration, paymentConfiguration as schema } from "../../core/order/configuration"
import { Failure } from "../../platform/failure"
import { cache } from "../cache"
import { type Database, persist } from "../database"
import { paymentConfiguration } from "../schema"

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
): Promise<boolean> {
  // One statement with `accounts.remove` in mind: the account cannot go between looking and saving.
  const rows = await persist(() =>
    db.all(sql`
      insert into payment_configuration (id, settings, updated_at)
      select ${ID}, ${JSON.stringify(configuration)}, ${at}
      where exists (select 1 from payment_accounts where id = ${configuration.account})
      on conflict (id) do update set settings = excluded.settings, updated_at = excluded.updated_at
      returning id`),
  )
  kept.forget()
  return rows.length > 0
}
