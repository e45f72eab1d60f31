import type { World } from "../deployment/deployment"
import { log } from "../platform/log"
import { allAwake, clearFault, faultyAccounts, wakingAccounts } from "../store/accounts/health"
import { heldFor, leaveHeld } from "../store/conversations/held"
import { databaseError } from "../store/database"

/** Accounts looked at in one sweep. */
const MAX_ACCOUNTS = 10

/** Conversations woken at once for an account: what it can bear was not tried yet. */
const MAX_WOKEN = 50

/** Wakes what was held for accounts that were mended, some in every sweep. */
export async function wakeHeld(world: World): Promise<void> {
  try {
    await findMended(world)
    for (const account of await wakingAccounts(world.db, MAX_ACCOUNTS)) await wakeHeldFor(world, account)
  } catch (error) {
    log("held.notWoken", { reason: String(databaseError(error)) })
  }
}

/** Wakes some of what is held for one account. Never throws: the sweep sees to the rest. */
export async function wakeHeldFor(world: World, account: string): Promise<void> {
  try {
    await wakeSome(world, account)
  } catch (error) {
    log("held.notWoken", { account, reason: String(databaseError(error)) })
  }
}

async function wakeSome(world: World, account: string): Promise<void> {
  const held = await heldFor(world.db, account, MAX_WOKEN)
  const woken = await Promise.all(held.map((conversation) => rouse(world, conversation)))
  // Who has to be held again enters itself again.
  const awake = held.filter((_, index) => woken[index])
  if (awake.length > 0) await leaveHeld(world.db, account, awake)
  if (held.length < MAX_WOKEN) await allAwake(world.db, account)
}

async function rouse(world: World, conversation: string): Promise<boolean> {
  try {
    await world.conversation(conversation).rouse()
    return true
  } catch (error) {
    log("held.notWoken", { conversation, reason: String(databaseError(error)) })
    return false
  }
}

/** A key that was put back tells nobody: whether accounts can be opened again is found out by trying. */
async function findMended(world: World): Promise<void> {
  for (const { kind, account } of await faultyAccounts(world.db, "not_configured", MAX_ACCOUNTS)) {
    if (await isOpening(world, kind, account)) await clearFault(world.db, { kind, account, at: world.now() })
  }
}

async function isOpening(world: World, kind: "channel" | "payment", account: string): Promise<boolean> {
  try {
    return (await (kind === "channel" ? world.channel(account) : world.payments(account))) !== null
  } catch (error) {
    log("account.notOpened", { account, reason: String(databaseError(error)) })
    return false
  }
}
