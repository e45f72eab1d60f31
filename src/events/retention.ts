import type { World } from "../deployment/deployment"
import { log } from "../platform/log"
import { databaseError } from "../store/database"
import { readRetention } from "../store/settings/retention"
import { trimStream } from "../store/stream/stream"

/** Events taken off the stream at a time: each is three rows less. */
const MAX_TRIMMED = 1000

const DAY_MILLISECONDS = 86_400_000

/** Takes what is older than messages are kept off the stream; where they are kept for good, so is the stream. */
export async function sweepStream({ db, now }: World): Promise<void> {
  try {
    const days = await readRetention(db, now())
    if (days !== null) await trimStream(db, now() - days * DAY_MILLISECONDS, MAX_TRIMMED)
  } catch (error) {
    log("stream.notTrimmed", { reason: String(databaseError(error)) })
  }
}
