import { and, eq, type SQL, sql } from "drizzle-orm"
import * as z from "zod"
import type { Published } from "../../core/event"
import { read, Unread } from "../../core/text/issues"
import { newId } from "../../platform/identity"
import { seal, unseal } from "../../platform/seal"
import { cache } from "../cache"
import { type Database, persist } from "../database"
import { type Listed, listing, type Page } from "../lists/page"
import { channelAccounts, conversations, held, orders, paymentAccounts, paymentConfiguration } from "../schema"
import { changing } from "../stream/publish"
import { dropKept } from "./kept"

/** An account as people see it: `config` is without its secrets, `secrets` names those that are set. */
export interface Account {
  id: string
  /** The channel or the provider, by its name. */
  service: string
  title: string
  config: Record<string, unknown>
  secrets: string[]
  /** Which of its addresses for callbacks or webhooks counts, where the address is what proves one. */
  revision: number
  createdAt: number
  updatedAt: number
}

/** An account with all its fields, secrets included: for connecting, never to be shown. */
export interface OpenAccount {
  id: string
  service: string
  title: string
  config: Record<string, unknown>
  revision: number
  /** Another one each time it is saved. */
  version: string
}

/**
 * What is written of an account. `config` is checked by the service's schema, which throws an Unread. On an update a
 * secret left out keeps its value; null or an empty text takes it away where the schema lets it be empty.
 */
interface AccountFields {
  title: string
  config: Record<string, unknown>
}

/**
 * What would be lost with an account: of a payment account the orders that are paid to it, of a channel account those of
 * its conversations. Conversations that only wait for an answer are not counted.
 */
export interface Uses {
  /** New orders go to it. */
  configured: boolean
  open: number
  pending: number
  /** Over, and the customer does not know it yet. */
  untold: number
  /** Over and told, and may still be paid. */
  payable: number
  /** Conversations with messages that wait until the account works again. */
  held: number
}

/** The accounts of one kind. Times are milliseconds since 1970; `told` is published with what it tells of. */
export interface Accounts {
  /** Null when the id is taken. */
  create(
    fields: AccountFields & { id?: string; service: string },
    schema: z.ZodObject,
    at: number,
    told?: Published | null,
  ): Promise<Account | null>
  /** Null when there is no such account. */
  update(
    id: string,
    fields: AccountFields,
    schema: z.ZodObject,
    at: number,
    told?: Published | null,
  ): Promise<Account | null>
  /** Makes the unguessable part of its address another one; null when there is no such account. */
  renewAddress(id: string, at: number, told?: Published | null): Promise<Account | null>
  /** Not while it is used: see `Uses`. */
  remove(id: string, told?: Published | null): Promise<"removed" | "missing" | "used">
  uses(id: string): Promise<Uses>
  list(page: Page): Promise<Listed<Account>>
  /** Of all of them. */
  ids(): Promise<string[]>
  find(id: string): Promise<Account | null>
  /** Kept for half a minute; a write in this isolate is seen at once. Throws a Failure when the secrets cannot be opened. */
  open(id: string, now: number): Promise<OpenAccount | null>
  /** Whether what is stored is another account than the one that is kept: what is kept is dropped. Throws as `open`. */
  reread(id: string, now: number): Promise<boolean>
}

const TABLES = { channel: channelAccounts, payment: paymentAccounts }

const BY_ID = {
  channel: listing("channel_accounts", "rising", { id: channelAccounts.id }),
  payment: listing("payment_accounts", "rising", { id: paymentAccounts.id }),
}

type Row = typeof channelAccounts.$inferSelect

const opened = cache<OpenAccount | null>({ size: 500, seconds: 30 })

/** Of the end of what is sealed: more than 100 bits that no other sealing has. */
const VERSION_LENGTH = 20

/** Rounds of compare-and-set for two operators who save one account at once. */
const MAX_ROUNDS = 5

/** The channel or payment accounts. `keys` is the secret `SECRETS_KEY`. */
export function accounts(db: Database, kind: "channel" | "payment", keys: string): Accounts {
  const table = TABLES[kind]
  const context = (id: string) => `${kind}_accounts/${id}`
  const byId = BY_ID[kind]

  async function row(id: string): Promise<Row | null> {
    return (await db.select().from(table).where(eq(table.id, id)))[0] ?? null
  }

  async function sealed(id: string, config: Record<string, unknown>, schema: z.ZodObject) {
    const names = secretFields(schema)
    const known = read(schema, config)
    if ("issues" in known) throw new Unread(known.issues)
    const entries = Object.entries(known.data)
    const secrets = entries.filter(([name, value]) => names.includes(name) && value !== undefined && value !== "")
    return {
      settings: Object.fromEntries(entries.filter(([name]) => !names.includes(name))),
      secrets: await seal(keys, JSON.stringify(Object.fromEntries(secrets)), context(id)),
      secretNames: secrets.map(([name]) => name),
    }
  }

  async function secretsOf(row: Row): Promise<Record<string, unknown>> {
    return z.record(z.string(), z.unknown()).parse(JSON.parse(await unseal(keys, row.secrets, context(row.id))))
  }

  /** The new fields, with the secrets that were left out put back. */
  async function merged(row: Row, config: Record<string, unknown>, schema: z.ZodObject) {
    const names = secretFields(schema)
    const left = names.filter((name) => config[name] === undefined && row.secretNames.includes(name))
    // Not opened without need: whoever lost the key enters every secret again.
    const old = left.length > 0 ? await secretsOf(row) : {}
    const given = Object.entries(config).filter(([name, value]) => value !== null || !names.includes(name))
    return { ...Object.fromEntries(given), ...Object.fromEntries(left.map((name) => [name, old[name]])) }
  }

  return {
    async create({ id = newId(), service, title, config }, schema, at, told = null) {
      const values = { id, service, title, ...(await sealed(id, config, schema)), createdAt: at, updatedAt: at }
      await persist(() => changing(db, db.insert(table).values(values).onConflictDoNothing(), told))
      opened.forget(context(id))
      const stored = await row(id)
      // No two sealings are the same, so this tells our row from one that was there before, also after a repeated write.
      return stored?.secrets === values.secrets ? shown(stored) : null
    },

    async update(id, { title, config }, schema, at, told = null) {
      for (let round = 0; round < MAX_ROUNDS; round++) {
        const before = await row(id)
        if (!before) return null
        const values = { title, ...(await sealed(id, await merged(before, config, schema), schema)), updatedAt: at }
        const condition = and(eq(table.id, id), eq(table.secrets, before.secrets))
        await persist(() => changing(db, db.update(table).set(values).where(condition), told))
        opened.forget(context(id))
        await dropKept(db, { kind, account: id })
        const after = await row(id)
        if (after?.secrets === values.secrets) return shown(after)
      }
      throw new Error("an account changed under every attempt to change it")
    },

    async renewAddress(id, at, told = null) {
      const change = { revision: sql`${table.revision} + 1`, updatedAt: at }
      await persist(() => changing(db, db.update(table).set(change).where(eq(table.id, id)), told))
      opened.forget(context(id))
      return this.find(id)
    },

    async remove(id, told = null) {
      const removing = db
        .delete(table)
        .where(and(eq(table.id, id), sql`not (${isUsed(kind, id)})`))
        .returning({ id: table.id })
      const [removed] = await persist(() => changing(db, removing, told))
      opened.forget(context(id))
      if (!removed) return (await row(id)) ? "used" : "missing"
      await dropKept(db, { kind, account: id })
      return "removed"
    },

    async uses(id) {
      const { awaited, configured, waiting } = usesOf(kind, id)
      const [counts] = await db
        .select({
          configured: sql<number>`${configured}`,
          open: sql<number>`count(*) filter (where ${orders.status} = 'open')`,
          pending: sql<number>`count(*) filter (where ${orders.status} = 'pending' and ${orders.told} = ${orders.worth})`,
          untold: sql<number>`count(*) filter (where ${orders.told} <> ${orders.worth})`,
          payable: sql<number>`count(*) filter (where ${orders.status} not in ('open', 'pending') and ${orders.told} = ${orders.worth})`,
          held: sql<number>`(select count(*) from ${held} where ${waiting})`,
        })
        .from(orders)
        .where(awaited)
      if (!counts) throw new Error("a count gave no row")
      return { ...counts, configured: counts.configured > 0 }
    },

    async list(page) {
      const rows = await db
        .select()
        .from(table)
        .where(byId.after(page))
        .orderBy(...byId.order)
        .limit(page.limit + 1)
      return byId.part(rows.map(shown), page)
    },

    async ids() {
      return (await db.select({ id: table.id }).from(table).orderBy(table.id)).map(({ id }) => id)
    },

    async find(id) {
      const found = await row(id)
      return found && shown(found)
    },

    async reread(id, now) {
      const before = opened.peek(context(id), now)
      opened.forget(context(id))
      const after = await this.open(id, now)
      return before !== undefined && JSON.stringify(before) !== JSON.stringify(after)
    },

    open(id, now) {
      return opened.get(context(id), now, async () => {
        const found = await row(id)
        if (!found) return null
        const { service, title, settings, revision, secrets } = found
        const config = { ...settings, ...(await secretsOf(found)) }
        // No two sealings are the same, and each saving seals anew.
        return { id, service, title, config, revision, version: secrets.slice(-VERSION_LENGTH) }
      })
    },
  }
}

function shown({ settings, secrets: _, secretNames, ...account }: Row): Account {
  return { ...account, config: settings, secrets: secretNames }
}

/** In the same statement as the deletion, so that nothing comes between. */
function isUsed(kind: "channel" | "payment", id: string): SQL {
  const { awaited, configured, waiting } = usesOf(kind, id)
  return sql`${configured} or exists (select 1 from ${orders} where ${awaited})
    or exists (select 1 from ${held} where ${waiting})`
}

/** Orders that are not over, whether new ones come, and conversations that wait for the account. */
function usesOf(kind: "channel" | "payment", id: string): { awaited: SQL; configured: SQL; waiting: SQL } {
  const awaited = sql`${orders.sweepAt} is not null`
  if (kind === "channel")
    return {
      // Of each order that is not over, of which there are few; an account may have had any number of conversations.
      awaited: sql`${awaited} and exists (select 1 from ${conversations}
        where ${conversations.id} = ${orders.conversation} and ${conversations.account} = ${id})`,
      configured: sql`0`,
      waiting: sql`${held.account} = ${id}`,
    }
  return {
    awaited: sql`${awaited} and ${orders.paymentAccount} = ${id}`,
    configured: sql`exists (
      select 1 from ${paymentConfiguration} where json_extract(${paymentConfiguration.settings}, '$.account') = ${id})`,
    waiting: sql`0`,
  }
}

/** The names of the fields of a service that are secrets. */
export function secretFields(schema: z.ZodObject): string[] {
  return Object.keys(schema.shape).filter((name) => isSecret(schema.shape[name]))
}

/** Whether the field is marked, itself or within what makes it optional, gives it a default or transforms it. */
function isSecret(field: unknown): boolean {
  if (!(field instanceof z.ZodType)) return false
  if (z.globalRegistry.get(field)?.secret === true) return true
  const { def } = field._zod
  return ["innerType" in def ? def.innerType : null, "in" in def ? def.in : null, "out" in def ? def.out : null].some(
    isSecret,
  )
}
