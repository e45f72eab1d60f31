import type { Context } from "hono"
import type { Json } from "../../../core/json"
import { worldOf } from "../../../deployment/cloudflare"
import { operatorDid } from "../../../events/operator"
import { log } from "../../../platform/log"
import { databaseError } from "../../../store/database"
import type { Visitor } from "../../auth/authenticated"
import type { Once } from "./idempotency"
import { Problem } from "./problem"
import type { Route } from "./route"

/** How something stood before a change and after it. */
export interface Change {
  before?: Json
  after?: Json
}

/**
 * Answers as the route does, and publishes what was changed by whom. A request that was refused changed nothing; one that
 * broke off may have.
 */
export async function audited(
  context: Context<{ Bindings: Env }>,
  route: Route,
  { visitor, once }: { visitor: Visitor; once: Once },
): Promise<Response> {
  const change: Change = {}
  const call = { visitor, once, did: (more: Change) => void Object.assign(change, more) }
  if (route.needs.endsWith(".read")) return route.respond(context, call)
  try {
    const response = await route.respond(context, call)
    await tell(context, route, visitor, change, await subjectOf(context, route, response))
    return response
  } catch (error) {
    if (!(error instanceof Problem)) await tell(context, route, visitor, change, pathSubject(context, route))
    throw error
  }
}

/** What was done is answered, whether or not it can be told. */
async function tell(
  context: Context<{ Bindings: Env }>,
  { name }: Route,
  { by, id }: Visitor,
  { before = null, after = null }: Change,
  subject: string,
): Promise<void> {
  const [noun] = name.split(".")
  const about = {
    ...(noun === "orders" && { order: subject }),
    ...(noun === "conversations" && { conversation: subject }),
    ...(noun === "flows" && { flow: subject }),
  }
  try {
    await operatorDid(worldOf(context.env), { who: `${by}:${id}`, what: name, before, after, subject, ...about })
  } catch (error) {
    log("operator.notTold", { what: name, subject, reason: String(databaseError(error)) })
  }
}

async function subjectOf(context: Context<{ Bindings: Env }>, route: Route, response: Response): Promise<string> {
  // Where something was made, its id is in the answer alone.
  if (response.status !== 201) return pathSubject(context, route)
  const made: { id?: unknown } = await response.clone().json()
  return typeof made.id === "string" ? made.id : pathSubject(context, route)
}

function pathSubject(context: Context<{ Bindings: Env }>, { name }: Route): string {
  return context.req.param("id") ?? context.req.param("account") ?? name.split(".")[0] ?? name
}
