// biome-ignore-all lint/suspicious/noTemplateCurlyInString: these are lines of source code.

import type { Fault } from "./faults"

/** One way of breaking the code, and the invariant that must notice. */
export interface Mutant {
  name: string
  kills: string
  /** Faults in which it shows soonest; all of them where none are named. */
  faults?: readonly Fault[]
  /** How many it takes until it shows, where that is more than usual. */
  conversations?: number
  /** Providers at which it shows; the modelled ones where none are named. */
  providers?: readonly string[]
  /** Each text must stand exactly once in its file under src. */
  changes: readonly { file: string; find: string; put: string }[]
}

/** With this too, what was taken before is taken again. */
const TAKES_AGAIN = {
  file: "conversation/record.ts",
  find: "INSERT INTO log (id, type, seq, at, entry) VALUES (?, ?, ?, ?, ?) ON CONFLICT DO NOTHING",
  put: "INSERT OR REPLACE INTO log (id, type, seq, at, entry) VALUES (?, ?, ?, ?, ?)",
}

const one = (name: string, kills: string, file: string, find: string, put: string, ...faults: Fault[]): Mutant => ({
  name,
  kills,
  changes: [{ file, find, put }],
  ...(faults.length > 0 && { faults }),
})

/** What a tired programmer might do to this code. */
export const mutants: readonly Mutant[] = [
  one(
    "change-not-published",
    "published",
    "store/orders/append.ts",
    "order.moved ? [publishingChange(db, storyOf(order))] : []",
    "order.moved && order.surplus.length > 0 ? [publishingChange(db, storyOf(order))] : []",
  ),
  one(
    "run-not-published",
    "published",
    "conversation/turn.ts",
    "for (const ended of result.over) this.over(ended)",
    "",
  ),
  one(
    "published-twice",
    "published",
    "conversation/effects/publish.ts",
    "await publishOnce(world, event)",
    "await publishOnce(world, { ...event, key: `${event.key}:${world.now()}` })",
    "object-crash",
    "d1-after",
  ),
  {
    ...one(
      "lost-opening-not-adopted",
      "acknowledged-is-durable",
      "orders/hint.ts",
      "?? (await adopt(world, account, hint))",
      "?? (await adopt(world, account, { ...hint, opened: undefined } as never))",
      "provider-timeout-after",
    ),
    providers: ["mpesa"],
  },
  {
    ...one(
      "hints-not-looked-up",
      "acknowledged-is-durable",
      "http/intake/callbacks.ts",
      "for (const hint of hints)",
      "for (const hint of hints.slice(0, 0))",
      "callback-duplicated",
    ),
    providers: ["mpesa", "mercadopago"],
  },
  {
    ...one(
      "approval-not-taken",
      "approved-is-taken",
      "orders/approval.ts",
      'if (isWanted(order, attempt.attempt, news, world.now()) && purpose === "look") {',
      'if (isWanted(order, attempt.attempt, news, world.now()) && purpose !== "look" && purpose !== "close") {',
      "eviction",
    ),
    providers: ["paypal"],
  },
  {
    name: "messages-not-deduplicated",
    kills: "applied-once",
    changes: [
      {
        file: "conversation/turn.ts",
        find: "const id = `m:${item.id}`\n    if (this.isRepeated(id) || ",
        put: "const id = `m:${item.id}`\n    if (",
      },
      TAKES_AGAIN,
    ],
  },
  {
    name: "outcomes-not-deduplicated",
    kills: "applied-once",
    changes: [
      {
        file: "conversation/turn.ts",
        find: "      if (this.isRepeated(id)) return\n      const seq",
        put: "      const seq",
      },
      TAKES_AGAIN,
    ],
  },
  one(
    "done-before-performed",
    "done-was-done",
    "conversation/thread.ts",
    "    try {\n      const done =",
    '    try {\n      if (isWords) await this.commit((turn) => turn.settle(row, { status: "done" }))\n      const done =',
  ),
  one(
    "sent-again-each-wake",
    "unexplained-copy",
    "conversation/thread.ts",
    'turn.settle(row, { status: "done", reference, attempts: row.attempts,',
    'turn.settle(row, { status: row.attempts === 0 ? "due" : "done", reference, attempts: 1,',
  ),
  one(
    "acknowledged-before-durable",
    "acknowledged-is-durable",
    "conversation/object.ts",
    "const refused = await this.thread.receive(delivery)",
    "const refused: NotOwn[] = []\n    this.ctx.waitUntil(this.thread.receive(delivery))",
  ),
  one(
    "callback-acknowledged-before-durable",
    "acknowledged-is-durable",
    "http/intake/callbacks.ts",
    'const taken = await take(world, account, "callback", one)',
    'void take(world, account, "callback", one).catch(() => {})\n      const taken = null as Taken | null',
  ),
  one(
    "call-acknowledged-before-durable",
    "acknowledged-is-durable",
    "conversation/object.ts",
    "const answered = await this.thread.answer(called)",
    'const answered: Answered = "taken"\n    this.ctx.waitUntil(this.thread.answer(called))',
    "customer-chats",
    "object-crash",
  ),
  one(
    "call-before-its-wait-forgotten",
    "told",
    "flow/engine.ts",
    "      target ??= this.early(document, type)\n",
    "",
    "customer-chats",
  ),
  one(
    "paid-can-be-left",
    "paid-stays-paid",
    "core/order/ledger.ts",
    'const status = isPaid ? "paid"',
    'const status = isPaid && facts.at(-1)?.type !== "declined" ? "paid"',
    "customer-pays-late",
    "callback-delayed-days",
    "callback-duplicated",
  ),
  one(
    "no-compare-and-set",
    "ledger",
    "store/orders/append.ts",
    '.where(and(eq(orders.id, placeholder("id")), lte(orders.folded, placeholder("folded"))))',
    '.where(eq(orders.id, placeholder("id")))',
    "customer-cancels-while-paying",
    "customer-pays-late",
    "callback-duplicated",
    "d1-before",
    "d1-stall",
  ),
  one(
    "wrong-amount-accepted",
    "paid-with-evidence",
    "core/order/ledger.ts",
    "const isPaid = captured >= due",
    "const isPaid = captured > 0",
  ),
  one(
    "outbox-out-of-order",
    "in-order",
    "conversation/thread.ts",
    "return this.kept.owed[0] ?? null",
    "return this.kept.owed.at(-1) ?? null",
  ),
  one(
    "failed-effect-does-not-block",
    "in-order",
    "conversation/thread.ts",
    "return this.kept.owed[0] ?? null",
    "return [...this.kept.owed].sort((a, b) => a.attempts - b.attempts)[0] ?? null",
  ),
  one(
    "done-is-forgotten-while-asleep",
    "unexplained-copy",
    "conversation/record.ts",
    "inline.map(readOwed).filter(({ seq }) => !done.has(seq))",
    "inline.map(readOwed).filter(({ seq }) => !done.has(-seq))",
  ),
  one(
    "sends-after-opt-out",
    "silence-after-stop",
    "conversation/turn.ts",
    "if (isWords && state.optedOutAt !== null) return",
    "",
  ),
  one(
    "opt-out-leaves-the-outbox",
    "silence-after-stop",
    "conversation/turn.ts",
    'this.drop("the customer asked to hear no more",',
    'void ((..._: unknown[]) => 0)("",',
    "customer-stops",
    "channel-429",
    "channel-timeout",
  ),
  one(
    "stop-only-as-one-word",
    "stop-is-heard",
    "channels/consent.ts",
    'return SENTENCES.some((sentence) => sentence.test(said)) ? "stop" : null',
    "return null",
    "customer-stops",
  ),
  one(
    "late-money-silent",
    "late-money-told",
    "conversation/turn.ts",
    "for (const effect of lateEffects(told)) this.owe(id, effect)",
    "if (!told.late) for (const effect of lateEffects(told)) this.owe(id, effect)",
  ),
  one(
    "alarm-not-armed",
    "alarm-armed",
    "conversation/record.ts",
    "if (alarm !== null && alarm !== before.alarm) void storage.setAlarm(alarm)",
    "",
  ),
  one(
    "alarm-not-armed-again",
    "alarm-armed",
    "conversation/thread.ts",
    "await this.arm(due === null ? null : Math.max(due, earliest))",
    "void due",
    "d1-before",
    "d1-outage",
    "eviction",
  ),
  one(
    "early-callback-dropped",
    "captured-in-order",
    "store/orders/open.ts",
    "    adopt(db, values),",
    "    drop(db, values),",
  ),
  one(
    "no-looks",
    "told-in-time",
    "store/orders/attempts.ts",
    "lookAt: nextLook(at, at),",
    "lookAt: Number.MAX_SAFE_INTEGER,",
    "callbacks-refused",
  ),
  one(
    "one-look-only",
    "told-in-time",
    "orders/sweep.ts",
    "(again ?? endOf(order))",
    "endOf(order)",
    "callbacks-refused",
  ),
  one(
    "refused-key-is-silent",
    "asked-is-answered",
    "orders/close.ts",
    'if (patience === "brief" && error.advice === "again") throw error',
    'if (patience === "brief") throw error.advice === "again" ? error : new Failure(error.code, "", "stop")',
    "payment-key-revoked",
    "customer-opens-link-twice",
  ),
  one(
    "key-for-each-request",
    "checkout-once",
    "payments/stripe/stripe.ts",
    "`${charge.order}:${charge.attempt}`",
    "`${charge.order}:${charge.attempt}:${Math.random()}`",
  ),
  one(
    "order-for-each-try",
    "cause",
    "orders/open.ts",
    "    ...origin,\n",
    "    ...origin,\n    key: `${key}.${world.randomText(4)}`,\n",
  ),
  one(
    "attempt-not-stored-first",
    "cause",
    "store/orders/standing.ts",
    "  const [fresh, [row], facts, [found]] = await runTogether(db, [claimed, ...read])",
    `  const [[row], facts, [found]] = await runTogether(db, read)
  const fresh = found?.latest === null ? [claimed] : []
  const made = { order: row?.id ?? "", attempt: 1, account, reference: null, customer: null, failures: 0, createdAt: at }
  if (found) found.latest ??= made as AttemptRow`,
  ),
  one(
    "stay-renews-the-key",
    "quiescent",
    "flow/engine.ts",
    "run.wait = { ...run.wait, until, state }",
    "run.wait = { ...run.wait, key: this.nextKey(), until, state }",
    "customer-chats",
  ),
  one(
    "second-payment-ignored",
    "captured-in-order",
    "core/order/ledger.ts",
    "return [...groups, ...rest].map(",
    "return [...groups, ...rest].slice(0, 1).map(",
  ),
  one(
    "second-payment-not-told",
    "paid-twice-told",
    "conversation/turn.ts",
    "for (const effect of surplusEffects(told, payment)) this.owe(id, effect)",
    "void surplusEffects",
    "customer-pays-twice",
  ),
  one(
    "second-payment-is-nothing-to-tell",
    "paid-twice-told",
    "store/orders/orders.ts",
    "surplus.length > 0 ? `+${surplus.length}`",
    "surplus.length < 0 ? `+${surplus.length}`",
    "customer-pays-twice",
    "worker-crash",
    "object-crash",
    "d1-after",
  ),
  one(
    "foreign-news-applied",
    "our-money",
    "payments/stripe/news.ts",
    "return foreign ? { ...NOTHING, foreign: news } : { ...NOTHING, news }",
    "return { ...NOTHING, news }",
    "callback-foreign",
  ),
  {
    ...one(
      "sweep-skips-untold",
      "told",
      "orders/sweep.ts",
      "    await tell(world, { order })\n  } catch",
      "    await project(world.db, order, { ...order, sweepAt: null })\n  } catch",
      "callback-lost-for-good",
      "object-crash",
      "worker-crash",
      "clock-jump",
      "clock-skew",
    ),
    // It takes a lost callback and a crash at the one moment: about one in a thousand has both.
    conversations: 9600,
  },
  one(
    "run-moves-to-the-newest-version",
    "version-kept",
    "flow/stack.ts",
    "const flow = this.flows.version(run.flow, run.version)",
    `const newest = this.flows.published(run.flow)
    if (newest === undefined) throw new Missing({ flow: run.flow, version: null })
    const flow = newest?.document`,
    "flow-published",
  ),
  one(
    "refund-for-each-request",
    "refund-once",
    "orders/refund.ts",
    "    id: tries === 1 ? id : `${id}.${tries}`,",
    "    id: `${id}.${Math.random()}`,",
    "customer-pays-late",
    "provider-refund-timeout-after",
    "callback-reordered",
    "callback-lost",
  ),
  one(
    "former-owner-keeps-the-number",
    "nobody-elses",
    "conversation/identity.ts",
    "return at < held.until ? state : withoutPhone(state, at)",
    "return state",
    "number-recycled",
  ),
  one(
    "move-known-to-the-directory-alone",
    "one-person",
    "conversation/turn.ts",
    "    this.state = after\n    this.record",
    "    this.record",
    "customer-moves",
  ),
  one(
    "whoever-has-the-number-is-the-contact",
    "one-person",
    "conversation/identity.ts",
    "  return !state.closed && isKnown(state, contact, at)",
    "  void isKnown\n  return !state.closed && (at > 0 || contact.phone !== undefined)",
    "number-recycled",
    "customer-moves",
  ),
  one(
    "hold-ends-the-message",
    "outcome-reaches",
    "conversation/remedy.ts",
    'if (isWords) return "hold"',
    'if (isWords) return "stop"',
    "channel-revoked",
  ),
  one(
    "part-taken-for-another-message",
    "acknowledged",
    "conversation/turn.ts",
    "isForgotten(state, item) || isWaiting(state.parts ?? [], item.id)",
    "isForgotten(state, item) || (item.id === '' && isWaiting(state.parts ?? [], item.id))",
  ),
  one(
    "part-acknowledged-and-forgotten",
    "acknowledged-is-durable",
    "conversation/turn.ts",
    "...(state as State), ...(waiting.length > 0 && { parts: waiting }) }",
    "...(state as State) }",
    "webhook-reordered",
  ),
  one(
    "unfinished-message-without-an-alarm",
    "alarm-armed",
    "conversation/alarm.ts",
    "Math.min(...waits, ...unfinished, ...owed)",
    "Math.min(...waits, ...owed, ...(unfinished.length > 99 ? unfinished : []))",
  ),
]
