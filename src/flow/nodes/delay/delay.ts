import * as z from "zod"
import { isTemplate } from "../../../core/template"
import { speaker } from "../../../core/text/sentence"
import { isoTime } from "../../../core/time"
import { isZone, nextTime, timeAt } from "../../../core/zone"
import { type Context, type Decision, defineNode, next, type SettingFault } from "../../node"
import { hearing, meanwhile, replies, wrote } from "../meanwhile"

const time = z
  .string()
  .regex(/^(?:[01][0-9]|2[0-3]):[0-5][0-9]$/, "hours and minutes, such as 09:30")
  .default("09:00")
  .meta({ title: "Time", description: "Hours and minutes, such as 09:30." })

const zone = z
  .string()
  .trim()
  .min(1)
  .max(60)
  .default("UTC")
  .meta({ title: "Time zone", description: "Such as Africa/Johannesburg." })

const config = z.object({
  until: z
    .discriminatedUnion("as", [
      z.object({
        as: z.literal("span"),
        waitSeconds: z
          .number()
          .int()
          .min(1)
          .max(31 * 86_400)
          .default(3600)
          .meta({ title: "Waits for (seconds)" }),
      }),
      z.object({ as: z.literal("time"), time, zone }),
      z.object({
        as: z.literal("date"),
        date: z
          .string()
          .trim()
          .min(1)
          .max(200)
          .meta({ title: "Date", description: "Such as 2026-12-31, or a variable.", control: "template" }),
        time,
        zone,
      }),
    ])
    .default({ as: "span", waitSeconds: 3600 })
    .meta({ title: "Until" }),
  ...meanwhile,
})

type Config = z.output<typeof config>

/** Longest wait for a date: what is further off is a slip of somebody's pen. */
const LONGEST_MILLISECONDS = 366 * 86_400_000

/** What is said of settings that cannot work. */
const sentences = {
  zone: () => "There is no such time zone: write it as Africa/Johannesburg.",
  date: () => "Write the date as 2026-12-31.",
}

const told = speaker(sentences, "flow/nodes/delay")

/** Waits for a while, or until a time of day or a date. */
export const delay = defineNode({
  type: "delay",
  title: "Delay",
  group: "time",
  icon: "clock",
  config,
  sentences,
  waits: true,
  hears: hearing,
  exits: [
    { ...next, unattended: true },
    wrote,
    {
      name: "failed",
      title: "No date",
      fallback: "next",
      unattended: true,
      when: ({ until }) => until.as === "date",
    },
  ],
  summary: ({ until }) => {
    if (until.as === "span") return `${until.waitSeconds} s`
    return `${until.as === "date" ? `${until.date} ` : ""}${until.time} ${until.zone}`
  },
  templates: ({ until }) => (until.as === "date" ? [{ path: "until.date", template: until.date }] : []),
  results: () => ({ names: ["until"], open: false }),
  faults,

  enter(config, context) {
    const until = untilOf(config, context)
    if (typeof until === "string") {
      const exit = config.until.as === "date" ? "failed" : "next"
      return { effects: [{ type: "note", text: `${context.name}: ${until}` }], results: { until: "" }, exit }
    }
    const results = { until: isoTime(until) }
    if (until <= context.at) return { results, exit: "next" }
    return { results, wait: replies(config), until }
  },

  resume(_config, event): Decision {
    if (event.type === "timeout") return { exit: "next" }
    return event.type === "reply" ? { exit: "reply" } : { stay: true }
  },
})

function faults({ until }: Config): SettingFault[] {
  const found: SettingFault[] = []
  if (until.as === "span") return found
  if (!isZone(until.zone)) found.push({ path: "until.zone", said: told("zone") })
  if (until.as === "date" && !isTemplate(until.date) && !dateIn(until.date))
    found.push({ path: "until.date", said: told("date") })
  return found
}

/** Until when it waits, in milliseconds since 1970, or why that cannot be told. */
function untilOf({ until }: Config, { at, render }: Context): number | string {
  if (until.as === "span") return at + until.waitSeconds * 1000
  // Not every runtime knows every zone: the one that checked the flow may know more.
  if (!isZone(until.zone)) return `there is no time zone "${until.zone.slice(0, 40)}"`
  const [hour = 0, minute = 0] = until.time.split(":").map(Number)
  if (until.as === "time") return nextTime(at, { hour, minute }, until.zone)
  const rendered = render(until.date)
  if (!rendered.ok) return rendered.reason
  const day = dateIn(rendered.text)
  const found = day && timeAt({ ...day, hour, minute }, until.zone)
  if (!found) return `"${rendered.text.slice(0, 40)}" is no date such as 2026-12-31`
  return found - at > LONGEST_MILLISECONDS ? `${rendered.text.trim()} is more than a year ahead` : found
}

/** A day written as ISO 8601 has it; a time behind it is left out. */
function dateIn(text: string): { year: number; month: number; day: number } | null {
  const [, year, month, day] = /^(\d{4})-(\d{2})-(\d{2})(?:T.*)?$/.exec(text.trim()) ?? []
  const found = { year: Number(year), month: Number(month), day: Number(day), hour: 0, minute: 0 }
  return year !== undefined && timeAt(found, "UTC") !== null ? found : null
}
