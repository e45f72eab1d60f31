import { bundle } from "./bundle"
import { playAll } from "./campaign"
import type { Deed, Plan } from "./customers"
import type { Outcome } from "./player"
import type { Crash, SceneOptions } from "./scene"

type Script = NonNullable<SceneOptions["script"]>

const say = (at: number, text: string): Deed => ({ at, do: "say", text })
const hi = say(1000, "hi")
const HOUR = 3_600_000

const script = (link: Deed[], settings: Partial<Script> = {}, start: Deed[] = [hi]): Script => ({
  channel: "whatsapp",
  provider: "stripe",
  policy: "tell",
  expirySeconds: 1800,
  ...settings,
  plan: { start, link } satisfies Plan,
})

/** Conversations that between them go every way a payment can go, and every way an address can. */
const scripts: Readonly<Record<string, Script>> = {
  paid: script([{ at: 5000, do: "pay" }]),
  "paid in the sandbox": script([{ at: 5000, do: "pay" }], { channel: "sandbox", provider: "sandbox" }),
  "approved and taken at PayPal": script([{ at: 5000, do: "pay" }], { provider: "paypal" }),
  "paid under a reference used once": script([{ at: 5000, do: "pay" }], { provider: "paystack" }),
  "paid by a code": script([{ at: 5000, do: "pay" }], { provider: "mercadopago" }),
  "confirmed on the phone": script([{ at: 5000, do: "pay" }], { provider: "mpesa" }),
  "declined, then paid": script([
    { at: 5000, do: "decline" },
    { at: 120_000, do: "pay" },
  ]),
  "failed in the sandbox": script([{ at: 5000, do: "decline" }], { channel: "sandbox", provider: "sandbox" }),
  "cancelled in the chat": script([say(5000, "cancel"), say(60_000, "yes")]),
  "cancelled on the page": script([
    { at: 5000, do: "open" },
    { at: 90_000, do: "cancel" },
  ]),
  expired: script([{ at: 5000, do: "open" }]),
  "paid late": script([
    { at: 5000, do: "open" },
    { at: HOUR, do: "pay", late: true },
  ]),
  "paid late and refunded": script(
    [
      { at: 5000, do: "open" },
      { at: HOUR, do: "pay", late: true },
    ],
    { policy: "refund" },
  ),
  "paid twice and refunded": script([{ at: 5000, do: "pay", twice: true }], { policy: "refund" }),
  "pending, then paid": script([{ at: 5000, do: "slow", ends: "paid", after: HOUR }]),
  "paid at another number": script([
    { at: 5000, do: "move" },
    { at: 15_000, do: "pay" },
  ]),
  "paid without the number": script(
    [
      { at: 5000, do: "leave" },
      { at: 90_000, do: "pay" },
    ],
    { userIds: true },
  ),
  "called back": script([], {}, [say(1000, "help")]),
  "chatting, then silent": script([
    say(2000, "hello"),
    say(9000, "paid"),
    say(16_000, "resend"),
    { at: 30_000, do: "pay" },
    say(24_000, "STOP"),
  ]),
}

export interface Swept {
  name: string
  awaits: number
  singles: number
  pairs: number
  outcome: Outcome
}

/** Plays each of them with every single crash, before and after each await, and with every ordered pair of them. */
export async function sweepCrashes(workers: number, lines: number, each: (swept: Swept) => void): Promise<void> {
  const file = await bundle(null)
  for (const [index, [name, script]] of Object.entries(scripts).entries()) {
    let takes = 0
    const play = (crashes: Crash[]): SceneOptions => ({
      seed: 1,
      index,
      take: takes++,
      customers: 1,
      faults: [],
      lines,
      script,
      crashes,
    })
    const whole = await playAll(file, [play([])], 1)
    const singles = crashesFrom(0, whole.pointsOf[0] ?? 0).map((crash) => [crash])
    const once = await playAll(file, singles.map(play), workers)
    // After the first crash the conversation goes on otherwise, and has awaits of its own.
    const pairs = singles.flatMap(([first], single) =>
      first ? crashesFrom(first.at + 1, once.pointsOf[single] ?? 0).map((second) => [first, second]) : [],
    )
    const twice = once.failed.length > 0 ? once : await playAll(file, pairs.map(play), workers)
    each({ name, awaits: whole.points, singles: singles.length, pairs: pairs.length, outcome: twice })
  }
}

function crashesFrom(first: number, limit: number): Crash[] {
  const places = Array.from({ length: Math.max(0, limit - first) }, (_, offset) => first + offset)
  return places.flatMap((at): Crash[] => [
    { at, when: "before" },
    { at, when: "after" },
  ])
}
