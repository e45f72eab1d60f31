import type { Owed } from "../owed"
import { close } from "./close"
import type { EffectType } from "./effect"
import { forget } from "./forget"
import { help } from "./help"
import { inquire } from "./inquire"
import { lookup } from "./lookup"
import { capture } from "./money/capture"
import { giveback } from "./money/giveback"
import { letgo } from "./money/void"
import { note } from "./note"
import { order } from "./order"
import { publish } from "./publish"
import { refund } from "./refund"
import { register } from "./register"
import { request } from "./request"
import { send } from "./send"

/** Everything that can be owed. Adding one is one file and one line here. */
const effects = {
  send,
  request,
  order,
  close,
  lookup,
  inquire,
  giveback,
  capture,
  void: letgo,
  refund,
  register,
  forget,
  help,
  publish,
  note,
} satisfies {
  [Type in Owed["type"]]: EffectType<Type>
}

/** What is known of something owed by its type. */
export function effectOf({ type }: Pick<Owed, "type">): EffectType {
  return effects[type]
}
