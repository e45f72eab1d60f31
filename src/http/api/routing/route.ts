import type { Context } from "hono"
import * as z from "zod"
import type { Right } from "../../../core/right"
import { say as told } from "../../../core/text/sentences"
import { worldOf } from "../../../deployment/cloudflare"
import type { World } from "../../../deployment/deployment"
import { Failure } from "../../../platform/failure"
import type { Visitor } from "../../auth/authenticated"
import { executionContextOf } from "../../executioncontext"
import { say } from "../sentences"
import { type Audit, audited } from "./audit"
import { readBody } from "./body"
import { idempotent, type Once } from "./idempotency"
import { answered, invalid, Problem, validated } from "./problem"

/** What a route is called with: everything already read and checked. */
export interface Call<Params = unknown, Query = unknown, Body = unknown> extends Audit {
  env: Env
  world: World
  /** For work that outlasts the answer. */
  context: ExecutionContext | undefined
  /** Who calls. */
  visitor: Visitor
  /** The name of a deed that is done once under its caller's Idempotency-Key; null without one. */
  once: Once
  params: Params
  query: Query
  body: Body
}

/** One route: what the OpenAPI document says of it, and what it does. */
export interface Route {
  /** As in orders.list: the id of the operation. */
  name: `${string}.${string}`
  /** What its caller must be allowed to do. */
  needs: Right
  method: "get" | "post" | "put" | "delete"
  /** Below /api, parameters as in /orders/:id. */
  path: string
  tag: string
  summary: string
  description: string
  params: z.ZodObject | null
  query: z.ZodObject | null
  /** What the document shows of the body. */
  body: z.ZodType | null
  status: 200 | 201 | 204
  answer: z.ZodType
  /** Of the answer. */
  media: "application/json" | "text/csv"
  /** Statuses beside those that follow from the rest: 409 where it can conflict, 502 where a provider is asked. */
  refusals: readonly (409 | 502)[]
  respond(context: Context<{ Bindings: Env }>, caller: Pick<Call, "visitor" | "once" | keyof Audit>): Promise<Response>
}

/** A route with the types of what it is called with and what it answers. */
export interface Declared<
  Name extends Route["name"],
  Method extends Route["method"],
  Path extends string,
  Params extends z.ZodType,
  Query extends z.ZodType,
  Body extends z.ZodType,
  Answer extends z.ZodType,
> extends Route {
  name: Name
  method: Method
  path: Path
  /** For the compiler alone. */
  typed?: { params: z.input<Params>; query: z.input<Query>; body: z.input<Body>; answer: z.output<Answer> }
}

/** What each of the routes is called with and answers, by its name. */
export type ApiOf<Routes extends readonly Route[]> = {
  [Each in Routes[number] as Each["name"]]: {
    at: `${Uppercase<Each["method"]>} ${Each["path"]}`
  } & (Each extends { typed?: infer Typed } ? NonNullable<Typed> : never)
}

/** Answers that have no body. */
const nothing = z.void()

/** Declares a route: its schemas check what comes in, keep what goes out to what they name, and write the document. */
export function route<
  const Name extends Route["name"],
  const Method extends Route["method"],
  const Path extends string,
  Params extends z.ZodObject = z.ZodObject<Record<never, never>>,
  Query extends z.ZodObject = z.ZodObject<Record<never, never>>,
  Body extends z.ZodType = z.ZodUndefined,
  Answer extends z.ZodType = typeof nothing,
>(declared: {
  name: Name
  needs: Right
  method: Method
  path: Path
  tag: string
  summary: string
  description?: string
  params?: Params
  query?: Query
  body?: Body
  /** The body as documented, where what is allowed depends on what is stored. */
  bodyShown?: z.ZodType
  status?: Route["status"]
  answer?: Answer
  refusals?: Route["refusals"]
  handle(call: Call<z.output<Params>, z.output<Query>, z.output<Body>>): Promise<z.input<Answer>>
}): Declared<Name, Method, Path, Params, Query, Body, Answer> {
  const { name, needs, method, path, tag, summary, description = "", status = 200, refusals = [] } = declared
  const params: z.ZodType = declared.params ?? z.object({})
  const query: z.ZodType = declared.query ?? z.strictObject({})
  const shown: z.ZodType = declared.answer ?? nothing
  return {
    name,
    needs,
    method,
    path,
    tag,
    summary,
    description,
    status,
    answer: shown,
    media: "application/json",
    refusals,
    params: declared.params ?? null,
    query: declared.query ?? null,
    body: declared.bodyShown ?? declared.body ?? null,
    async respond(context, caller) {
      const found = params.safeParse(context.req.param())
      if (!found.success) throw new Problem(404, "not_found", say("nothingThere", { path: context.req.path }))
      const call = {
        env: context.env,
        world: worldOf(context.env),
        context: executionContextOf(context),
        ...caller,
        params: found.data as z.output<Params>,
        query: validated(query, context.req.query()) as z.output<Query>,
        body: (declared.body ? await bodyOf(declared.body, context.req.raw) : undefined) as z.output<Body>,
      }
      const answered = shown.parse(await declared.handle(call))
      return status === 204 ? new Response(null, { status }) : Response.json(answered, { status })
    },
  }
}

/** Answers as the route does, to who may ask it. */
export async function answer(context: Context<{ Bindings: Env }>, route: Route): Promise<Response> {
  return refusing(async () => {
    // Undefined where the route stands before the door by mistake: nothing is reached through it.
    const visitor: Visitor | undefined = context.get("visitor")
    if (!visitor?.rights.includes(route.needs))
      throw new Problem(403, "forbidden", say("lacksRight", { right: route.needs }))
    return idempotent(context, visitor, (once) =>
      refusing(() => audited(context, route, visitor, (audit) => route.respond(context, { visitor, once, ...audit }))),
    )
  })
}

async function bodyOf(schema: z.ZodType, request: Request): Promise<unknown> {
  const body = await readBody(request)
  if (body === undefined && !schema.safeParse(body).success) throw new Problem(400, "unreadable", say("bodyEmpty"))
  return validated(schema, body)
}

async function refusing(respond: () => Promise<Response>): Promise<Response> {
  try {
    return await respond()
  } catch (error) {
    const refusal = problemOf(error)
    if (!refusal) throw error
    return answered(refusal)
  }
}

/** Null for what is no fault of the request's: the app answers that. */
function problemOf(error: unknown): Problem | null {
  if (error instanceof Problem) return error
  if (error instanceof Failure && error.code === "invalid_cursor")
    return invalid([{ path: "cursor", ...told("told", { reason: error.message }) }])
  return null
}
