import * as z from "zod"
import { type Decision, defineNode } from "../../node"
import { hearing, meanwhile, replies, wrote } from "../meanwhile"

const config = z.object({
  timeoutSeconds: z
    .number()
    .int()
    .min(10)
    .max(31 * 86_400)
    .default(86_400)
    .meta({ title: "Waits for (seconds)" }),
  ...meanwhile,
})

/** Waits until somebody outside calls an address that is for this wait alone: `{{ Name.hook }}` in any template before it. */
export const waitcallback = defineNode({
  type: "waitcallback",
  title: "Wait for callback",
  group: "time",
  icon: "webhook",
  config,
  waits: true,
  hooked: true,
  hears: hearing,
  exits: [
    { name: "answered", title: "Called", unattended: true },
    wrote,
    { name: "timeout", title: "No call in time", unattended: true },
  ],
  asks: { for: "callback", first: { status: 200, body: JSON.stringify({ ok: true }, null, 2) } },
  summary: ({ timeoutSeconds }) => `${timeoutSeconds} s`,
  results: () => ({ names: ["body", "hook"], open: false }),

  enter(config, { at }) {
    return { wait: ["callback", ...replies(config)], until: at + config.timeoutSeconds * 1000 }
  },

  resume(_config, event): Decision {
    switch (event.type) {
      case "callback":
        return { results: { body: event.body }, exit: "answered" }
      case "timeout":
        return { results: { body: null }, exit: "timeout" }
      case "reply":
        return { results: { body: null }, exit: "reply" }
      default:
        return { stay: true }
    }
  },
})
