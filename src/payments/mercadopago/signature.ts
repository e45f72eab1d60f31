import { Failure } from "../../platform/failure"
import { equal, hmac, toHex } from "../../platform/signature"

/**
 * When a notification was signed, milliseconds since 1970. Resolves only when `x-signature`, written `ts=<time>,v1=<hex>`, signs
 * what the address names ("Validate the origin of a notification"); the body is not signed. How old it may be is not bounded: one
 * that is sent again much later only makes us look once more. Throws a Failure `unauthorised`.
 */
export async function verifyNotification(
  { dataId, headers }: { dataId: string; headers: Headers },
  secrets: readonly string[],
): Promise<number> {
  const { ts, v1 } = parse(headers.get("x-signature") ?? "")
  const requestId = (headers.get("x-request-id") ?? "").trim()
  if (/^\d{1,20}$/.test(ts) && v1 !== "") {
    // Its pages say that the id is signed in lower case, its libraries as it came.
    const spellings = new Set([dataId, dataId.toLowerCase()])
    for (const secret of secrets)
      for (const id of spellings)
        if (await equal(v1, toHex(await hmac("SHA-256", secret, manifest(id, requestId, ts))))) return timeOf(ts)
  }
  throw new Failure("unauthorised", "The notification is not signed with this account's secret.", "stop")
}

/** Its pages write seconds in one place and milliseconds in another. */
function timeOf(ts: string): number {
  const time = Number(ts)
  return time < 1e12 ? time * 1000 : time
}

/** What is missing is left out, name and all. */
function manifest(id: string, requestId: string, ts: string): string {
  return `${id && `id:${id};`}${requestId && `request-id:${requestId};`}ts:${ts};`
}

function parse(header: string): { ts: string; v1: string } {
  const found = { ts: "", v1: "" }
  for (const part of header.split(",")) {
    const [name = "", ...rest] = part.split("=")
    const key = name.trim().toLowerCase()
    const value = rest.join("=").trim()
    if ((key === "ts" || key === "v1") && value !== "") found[key] = value
  }
  return found
}
