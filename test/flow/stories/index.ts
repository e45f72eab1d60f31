import type { Story } from "../story"
import { integration } from "./integration"
import { logic } from "./logic"
import { orders } from "./orders"
import { payment } from "./payment"
import { stack } from "./stack"
import { talk } from "./talk"
import { waiting } from "./waiting"

/** Every story. Each is told to the engine and to the real Worker. */
export const stories: readonly Story[] = [
  ...talk,
  ...logic,
  ...integration,
  ...orders,
  ...payment,
  ...stack,
  ...waiting,
]
