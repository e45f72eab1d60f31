import type { World } from "../../deployment/deployment"
import { log } from "../../platform/log"
import { noteProven, noteRefused } from "../../store/accounts/health"
import { databaseError } from "../../store/database"

/** Notes on an account whether a callback or webhook was its service's own. Nobody waits for it: it is a sign for people. */
export function noteProof(
  context: ExecutionContext | undefined,
  world: World,
  seen: { kind: "channel" | "payment"; account: string; proven: boolean },
): void {
  const { proven, ...account } = seen
  const note = proven ? noteProven : noteRefused
  const noted = note(world.db, { ...account, at: world.now() }).catch((error: unknown) => {
    log("health.lost", { account: account.account, reason: String(databaseError(error)) })
  })
  context?.waitUntil(noted)
}
