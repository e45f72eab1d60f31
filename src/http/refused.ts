import { HTTPException } from "hono/http-exception"
import { Failure } from "../platform/failure"
import { log } from "../platform/log"
import { databaseError } from "../store/database"
import { isUnmigrated, UNMIGRATED } from "./health"
import type { RefusedStatus } from "./refusal"

/** How a request is answered that ended in an error, which is logged with its route. */
export function refusedBy(
  error: unknown,
  route: string,
): { status: RefusedStatus; code: string; detail: string; retryAfter?: string } {
  if (error instanceof Failure) {
    const { code, message: detail, retryAfterSeconds } = error
    const status = statusOf(error)
    log("request.refused", { route, code, status })
    return { status, code, detail, ...(isUnderWay(error) && { retryAfter: String(retryAfterSeconds ?? 2) }) }
  }
  if (error instanceof HTTPException) return { status: 400, code: "bad_request", detail: error.message }
  if (isUnmigrated(error)) {
    log("request.refused", { route, code: "not_migrated", status: 503 })
    return { status: 503, code: "not_migrated", detail: UNMIGRATED }
  }
  log("request.failed", { route, reason: String(databaseError(error)) })
  return { status: 500, code: "internal", detail: "Something went wrong here. Try again; the log says more." }
}

/** A lock rather than a refusal: the same thing, or one before it, is being done right now. */
function isUnderWay({ code }: Failure): boolean {
  return code === "in_flight" || code === "under_way"
}

/** Would sending it again help? */
function statusOf(failure: Failure): 401 | 409 | 500 | 502 | 503 {
  // Its sender has to send it again, and signed.
  if (failure.code === "unproven") return 503
  // Of a caller: a service that refuses our own key is another matter.
  if (failure.code === "unauthorised" && failure.advice === "stop") return 401
  if (failure.advice === "hold" || failure.code === "not_configured" || failure.code === "unsealable") return 503
  if (isUnderWay(failure)) return 409
  if (failure.advice === "again") return 502
  return failure.ambiguous ? 502 : 409
}
