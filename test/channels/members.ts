/// <reference types="vite/types/importMeta.d.ts" />
import type { Channel } from "../../src/channels/channel"
import { channels } from "../../src/channels/index"
import type { HttpRequest, HttpResponse } from "../../src/core/exchange"
import { Failure } from "../../src/platform/failure"
import type { Outside, Perishable } from "../../src/platform/outside"
import { type ChannelFixture, NOW, settingOf } from "./fixture"

const fixtures = import.meta.glob<{ fixture: ChannelFixture }>("./*/fixture.ts")

/** The fixture of a channel in the registry. */
export async function fixtureOf(name: string): Promise<ChannelFixture> {
  const load = fixtures[`./${name}/fixture.ts`]
  if (!load) throw new Error(`The channel "${name}" has no fixture: add test/channels/${name}/fixture.ts`)
  return (await load()).fixture
}

/** Every channel in the registry with its fixture, as the suite takes it. */
export const members = await Promise.all(
  Object.values(channels).map(async (channel: Channel) => {
    const { name } = channel
    const fixture = await fixtureOf(name)
    const setting = settingOf(name)
    const fields = Object.entries(channel.config.shape)
    const secrets = fields.filter(([, field]) => field.meta()?.secret === true).map(([field]) => field)
    const values = secrets.map((field) => fixture.config[field] ?? "")
    const secret = fixture.config[fixture.signedBy ?? ""] ?? ""
    return {
      name,
      channel,
      fixture,
      setting,
      secrets,
      values,
      secret,
      connection: channel.connect(fixture.config, setting),
    }
  }),
)

export type Member = (typeof members)[number]

/** Does what every channel does, or the opposite where the fixture lists an exception: one that is none any more fails. */
export async function unlessListed(
  { fixture }: Member,
  what: string,
  check: () => void | Promise<void>,
): Promise<void> {
  const exception = fixture.exceptions.find((listed) => listed.case === what)
  if (!exception) return check()
  let differs = false
  try {
    await check()
  } catch (_error) {
    differs = true
  }
  if (!differs) throw new Error(`"${what}" is no exception any more: take it off the list.`)
}

/** A world that answers as it is told, and notes what it was asked. */
export function outsideWith(
  answers: (request: HttpRequest) => HttpResponse,
  at = NOW,
): Outside & { asked: HttpRequest[] } {
  const kept = new Map<string, Perishable>()
  const asked: HttpRequest[] = []
  return {
    at,
    asked,
    async ask(request) {
      asked.push(request)
      if (asked.length > 8) throw new Error("It asks for ever.")
      return answers(request)
    },
    async keep(name, make) {
      const known = kept.get(name)
      if (known && known.until > at) return known.value
      const made = await make()
      kept.set(name, made)
      return made.value
    },
    async forget(name) {
      kept.delete(name)
    },
  }
}

/** The Failure that an act ends in; anything else is an error of the act. No secret of the account is in it. */
export async function failureOf({ values }: Member, act: () => unknown): Promise<Failure> {
  try {
    await act()
  } catch (error) {
    if (!(error instanceof Failure)) throw error
    const everything = `${error}\n${error.stack}\n${JSON.stringify(error)}`
    for (const value of values)
      if (value !== "" && everything.includes(value)) throw new Error(`The Failure tells a secret: ${error.message}`)
    return error
  }
  throw new Error("It was accepted.")
}
