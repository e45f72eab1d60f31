import { Failure } from "../../platform/failure"
import { log } from "../../platform/log"

/**
 * What an authentic webhook says. One that cannot be read is logged and counts as saying nothing: it is acknowledged,
 * because sending it again would not help.
 */
export function understood<Read>(read: () => Read, nothing: Read, from: { name: string; account: string }): Read {
  try {
    return read()
  } catch (error) {
    if (!(error instanceof Failure)) throw error
    log("webhook.unreadable", { ...from, code: error.code })
    return nothing
  }
}
