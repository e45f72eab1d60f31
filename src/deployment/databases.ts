import type { Database } from "../store/database"
import type { World } from "./deployment"

/**
 * The database in which an order lies or is to lie, by the id in its customer's link or by its own id. There is one; where there were
 * several, the first letter of either would tell which (`docs/scale.md`), and nobody else would have to know.
 */
export function databaseOf(world: Pick<World, "db">, _order: { link: string } | { id: string }): Database {
  return world.db
}
