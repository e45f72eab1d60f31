import { Failure } from "../../platform/failure"
import { log } from "../../platform/log"

/**
 * What an authentic webhook says. One that cannot be read is logged and counts as saying nothing: it is acknowledged,
 * because sending it again would not help.
 */
export async function understood<Read>(
  read: () => Read | Promise<Read>,
  nothing: Read,
  from: { name: string; account: string },
): Promise<Read> {
  try {
    return await read()
  } catch (error) {
    if (!(error instanceof Failure) || error.code !== "unreadable") throw error
    log("webhook.unreadable", { ...from, code: error.code })
    return nothing
  }
}
