import * as z from "zod"
import { wakeHeldFor } from "../../../conversation/waking"
import type { Json } from "../../../core/json"
import { Unread } from "../../../core/text/issues"
import type { Sentence } from "../../../core/text/sentence"
import { say as core } from "../../../core/text/sentences"
import { pretendFault } from "../../../deployment/local"
import { Failure } from "../../../platform/failure"
import { masked } from "../../../platform/log"
import { type Account, type Accounts, accounts, secretFields, type Uses } from "../../../store/accounts/accounts"
import { forgetHealth, renewHealth } from "../../../store/accounts/health"
import { byId, chosenId, time } from "../routing/fields"
import { idFor } from "../routing/idempotency"
import { listOf, mapped, pageOf, pageQuery } from "../routing/listing"
import { faultsOf, invalid, notFound, Problem } from "../routing/problem"
import { type Call, route } from "../routing/route"
import { say } from "../sentences"

/** What an account can be at: a channel or a payment provider. */
export interface Service {
  name: string
  title: string
  config: z.ZodObject
  pretend: boolean
}

/** What tells channel accounts and payment accounts apart. */
export interface AccountKind<Name extends string, Path extends string, Shown extends z.ZodObject> {
  kind: "channel" | "payment"
  /** The field that says which service: it tells the schemas apart too. */
  field: "channel" | "provider"
  path: Path
  /** Of its routes, before the dot. */
  name: Name
  tag: string
  /** For people: "channel account". */
  noun: string
  /** What is refused of a removal, and what goes with it. */
  removal: string
  services: readonly Service[]
  /** The body of a POST; `service` is what stood in `field`. */
  creation: z.ZodType<{ id?: string | undefined; service: string; title: string; config: Record<string, unknown> }>
  /** How one is shown. */
  shown: Shown
  show(account: Account, call: Call): Promise<z.input<Shown>>
}

const title = z.string().trim().min(1).max(100)

/** What every account shows, whatever it is at. */
export const shownAccount = {
  id: z.string(),
  title: z.string(),
  config: z.record(z.string(), z.unknown()).meta({ description: "Without its secrets, which are never given out." }),
  secrets: z.array(z.string()).meta({ description: "The names of the secrets that are set." }),
  createdAt: time,
  updatedAt: time,
}

/** The fields of a POST beside the one that names the service. */
export function creationOf(service: Service) {
  return { id: chosenId.optional(), title, config: service.config.strict() }
}

/** Declares a kind of account. */
export function accountKind<const Name extends string, const Path extends string, Shown extends z.ZodObject>(
  kind: AccountKind<Name, Path, Shown>,
) {
  return kind
}

/** What the routes of one kind have in common. */
function storedOf({ kind, field, noun, services }: AccountKind<string, string, z.ZodObject>) {
  const stored = ({ env, world }: Call): Accounts => accounts(world.db, kind, env.SECRETS_KEY)
  return {
    stored,

    /** The service by its name; refused where it only pretends and money or customers are real. */
    allowed(name: string, env: Env): Service {
      const service = services.find((known) => known.name === name)
      if (!service) throw invalid([{ path: field, ...say("serviceUnknown", { service: name }) }])
      const fault = pretendFault(service, env)
      if (fault !== null) throw invalid([{ path: field, ...fault }])
      return service
    },

    async find(call: Call, id: string): Promise<Account> {
      const found = await stored(call).find(id)
      if (!found) throw notFound(noun, id)
      return found
    },

    async renewed({ world, context }: Call, id: string): Promise<void> {
      await renewHealth(world.db, { kind, account: id, at: world.now() })
      if (kind === "channel") context?.waitUntil(wakeHeldFor(world, id))
    },
  }
}

/**
 * The route that sets the service's side of an account up. `arranging` gives what does so and resolves to the fields it learnt; null where
 * there is nothing to.
 */
export function arrangeRoute<const Name extends string, const Path extends string, Shown extends z.ZodObject>(
  kind: AccountKind<Name, Path, Shown>,
  arranging: (call: Call, id: string) => Promise<(() => Promise<Readonly<Record<string, string>>>) | null>,
) {
  const { name, path, tag, noun } = kind
  const { stored, allowed, find, renewed } = storedOf(kind)
  return route({
    name: `${name}.arrange` as const,
    needs: "accounts.write",
    method: "post",
    path: `${path}/:id/arrange` as const,
    tag,
    summary: `Set the service's side of a ${noun} up`,
    description:
      "Enters the account's own address at its service, as far as the service lets it be done so, and stores what it says in return with the account.",
    params: byId,
    answer: kind.shown,
    refusals: [409, 502],
    async handle(call) {
      const { id } = call.params
      const { service } = await find(call, id)
      const schema = allowed(service, call.env).config.strict()
      const arrange = await arranging(call, id)
      if (!arrange) throw new Problem(409, "not_arrangeable", say("notArrangeable", { what: noun }))
      const learnt = await refused(arrange)
      const { title, config } = await find(call, id)
      const known = { title, config: { ...config, ...learnt } }
      const told = call.telling({ after: madeOf(schema, learnt) })
      const updated = await naming(() => stored(call).update(id, known, schema, call.world.now(), told))
      if (!updated) throw notFound(noun, id)
      await renewed(call, id)
      return kind.show(updated, call)
    },
  })
}

/** The routes of one kind of account. */
export function accountRoutes<const Name extends string, const Path extends string, Shown extends z.ZodObject>(
  kind: AccountKind<Name, Path, Shown>,
) {
  const { path, name, tag, noun, field, shown } = kind
  const one = `${path}/:id` as const
  const changed = z.strictObject({ title, config: z.record(z.string(), z.unknown()) })
  const changeShown = z.strictObject({ title, config: z.union(kind.services.map(({ config }) => changeOf(config))) })
  const { stored, allowed, find, renewed } = storedOf(kind)

  return [
    route({
      name: `${name}.list` as const,
      needs: "accounts.read",
      method: "get",
      path,
      tag,
      summary: `List ${noun}s`,
      query: pageQuery,
      answer: listOf(shown),
      handle: async (call) =>
        mapped(await stored(call).list(pageOf(call.query)), (account) => kind.show(account, call)),
    }),
    route({
      name: `${name}.create` as const,
      needs: "accounts.write",
      method: "post",
      path,
      tag,
      summary: `Add a ${noun}`,
      description: "Secrets are stored encrypted and never shown again.",
      body: kind.creation,
      status: 201,
      answer: shown,
      refusals: [409],
      async handle(call) {
        const { id = idFor(call.once), service, title, config } = call.body
        const schema = allowed(service, call.env).config.strict()
        const told = call.telling({ subject: id, after: { [field]: service, title, ...madeOf(schema, config) } })
        const created = await stored(call).create({ id, service, title, config }, schema, call.world.now(), told)
        if (!created) throw new Problem(409, "conflict", say("taken", { what: noun, id }))
        // Messages may be held for an account of that name which was gone.
        await renewed(call, created.id)
        return kind.show(created, call)
      },
    }),
    route({
      name: `${name}.show` as const,
      needs: "accounts.read",
      method: "get",
      path: one,
      tag,
      summary: `Show a ${noun}`,
      params: byId,
      answer: shown,
      handle: async (call) => kind.show(await find(call, call.params.id), call),
    }),
    route({
      name: `${name}.save` as const,
      needs: "accounts.write",
      method: "put",
      path: one,
      tag,
      summary: `Change a ${noun}`,
      description:
        "Secrets left out keep their value, null takes one away. Every other field left out gets its default. What was known against the account is forgotten, and what was held for it goes on.",
      params: byId,
      body: changed,
      bodyShown: changeShown,
      answer: shown,
      async handle(call) {
        const { id } = call.params
        const before = await find(call, id)
        const schema = allowed(before.service, call.env).config.strict()
        const change = savedOf(schema, before.config, call.body.config)
        const told = call.telling({
          before: { title: before.title, ...change.before },
          after: { title: call.body.title, ...change.after },
        })
        const updated = await naming(() => stored(call).update(id, call.body, schema, call.world.now(), told))
        if (!updated) throw notFound(noun, id)
        await renewed(call, id)
        return kind.show(updated, call)
      },
    }),
    route({
      name: `${name}.remove` as const,
      needs: "accounts.write",
      method: "delete",
      path: one,
      tag,
      summary: `Remove a ${noun}`,
      description: kind.removal,
      params: byId,
      status: 204,
      refusals: [409],
      async handle(call) {
        const { id } = call.params
        const removed = await stored(call).remove(id, call.telling({}))
        if (removed === "missing") throw notFound(noun, id)
        if (removed === "used") throw new Problem(409, "in_use", inUse(noun, id, await stored(call).uses(id)))
        await forgetHealth(call.world.db, { kind: kind.kind, account: id })
      },
    }),
  ] as const
}

/** What is told of what an account is made with: of secrets the names alone. */
function madeOf(schema: z.ZodObject, config: Record<string, unknown>): Record<string, Json> {
  return savedOf(schema, {}, config).after
}

/** The fields that a save changes, as they stood and as they are to be; of secrets the names alone. */
function savedOf(schema: z.ZodObject, before: Record<string, unknown>, after: Record<string, unknown>) {
  const secrets = secretFields(schema)
  const names = [...new Set([...Object.keys(before), ...Object.keys(after)])]
  const changed = names.filter((name) => !secrets.includes(name) && written(before[name]) !== written(after[name]))
  const shown = (config: Record<string, unknown>) =>
    Object.fromEntries(changed.map((name) => [name, written(config[name])]))
  const given = secrets.filter((name) => after[name] !== undefined)
  return { before: shown(before), after: { ...shown(after), ...(given.length > 0 && { secrets: given }) } }
}

/** A number of the shop's own is as private as any. */
function written(value: unknown): string | null {
  return value === undefined ? null : masked(typeof value === "string" ? value : JSON.stringify(value))
}

/** What stands against a removal, counted. */
function inUse(what: string, id: string, { configured, ...counts }: Uses): Sentence {
  return say("inUse", { what, id, configured: configured ? 1 : 0, ...counts })
}

/** Does it; what the service says against it is a problem of the request. */
export async function refused<Result>(attempt: () => Promise<Result>): Promise<Result> {
  try {
    return await attempt()
  } catch (error) {
    // What may pass is no answer to keep for whoever asks again.
    if (!(error instanceof Failure) || error.advice === "again") throw error
    throw new Problem(409, error.code, core("told", { reason: error.message }))
  }
}

/** The store checks what it merges with secrets that only it can open. */
async function naming<Result>(update: () => Promise<Result>): Promise<Result> {
  try {
    return await update()
  } catch (error) {
    if (error instanceof Unread) throw invalid(faultsOf(error.issues, "config"))
    throw error
  }
}

/** A service's fields where secrets may be left out or taken away. */
function changeOf(config: z.ZodObject) {
  const { properties = {} } = z.toJSONSchema(config, { io: "input" })
  const secrets = Object.entries(config.shape).flatMap(([name, field]) => {
    const written = properties[name]
    const secret = typeof written === "object" && written.secret === true
    return secret ? [[name, z.nullish(field)] as const] : []
  })
  return config.extend(Object.fromEntries(secrets)).strict()
}
