import type { Context } from "hono"
import type { Published } from "../../../core/event"
import type { Json } from "../../../core/json"
import type { Right } from "../../../core/right"
import { worldOf } from "../../../deployment/cloudflare"
import { operatorDid, tellDeed } from "../../../events/operator"
import { Failure } from "../../../platform/failure"
import type { Visitor } from "../../auth/authenticated"
import { Problem } from "./problem"

/** What was changed, and how it stood before and after, without anything private. */
interface Change {
  /** The id of what is made; of all else it stands in the path. */
  subject?: string
  before?: Json
  after?: Json
}

/** How a route tells what it changes. Who did it, and which operation it was, the router knows. */
export interface Audit {
  /** Tells it. It is published once the route has answered. */
  did(change: Change): void
  /** Tells it, and gives what publishes it to the statement that changes it: both are written, or neither. */
  telling(change: Change): Published<"operator.did">
}

/**
 * Answers as a route does, and publishes what was changed by whom. A request that was refused changed nothing; one that
 * broke off may have. What needs no more than a right to read changes nothing.
 */
export async function audited(
  context: Context<{ Bindings: Env }>,
  { name, needs }: { name: string; needs: Right },
  visitor: Visitor,
  respond: (audit: Audit) => Promise<Response>,
): Promise<Response> {
  const world = worldOf(context.env)
  const change: Change = {}
  let published = false
  const deed = () => {
    const { subject = pathSubject(context, name), before = null, after = null } = change
    const deed = { who: `${visitor.by}:${visitor.id}`, what: name, before, after, subject }
    return operatorDid({ ...deed, ...about(name, subject) }, world.now())
  }
  const did = (more: Change) => void Object.assign(change, more)
  const telling = (more: Change) => {
    did(more)
    published = true
    return deed()
  }
  const tell = async () => {
    if (!published && !needs.endsWith(".read")) await tellDeed(world, deed())
  }
  try {
    const response = await respond({ did, telling })
    await tell()
    return response
  } catch (error) {
    if (!isRefusal(error)) await tell()
    throw error
  }
}

/** Nothing was changed: the request was not taken, or what it asks for will never do. */
function isRefusal(error: unknown): boolean {
  return error instanceof Problem || (error instanceof Failure && error.advice === "stop" && !error.ambiguous)
}

function about(name: string, subject: string) {
  const [noun] = name.split(".")
  return {
    ...(noun === "orders" && { order: subject }),
    ...(noun === "conversations" && { conversation: subject }),
    ...(noun === "flows" && { flow: subject }),
  }
}

function pathSubject(context: Context<{ Bindings: Env }>, name: string): string {
  return context.req.param("id") ?? context.req.param("account") ?? name.split(".")[0] ?? name
}
