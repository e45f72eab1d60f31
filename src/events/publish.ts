import type { Published } from "../core/event"
import type { World } from "../deployment/deployment"
import { persist } from "../store/database"
import { run } from "../store/statement"
import { publishing } from "../store/stream/publish"

/** Publishes something by itself, once by its key. Safe to repeat. */
export async function publish({ db }: World, event: Published): Promise<void> {
  await persist(() => run(publishing(db, [event])))
}
