import * as z from "zod"
import type { Capabilities } from "../../../channels/channel"

const guide = z.array(z.object({ key: z.string(), title: z.string(), text: z.string() })).meta({
  description: "How to set an account up, step by step. {webhookUrl} and {callbackUrl} stand for the account's own.",
})

const service = {
  name: z.string(),
  title: z.string(),
  pretend: z.boolean().meta({ description: "Only for trying things out." }),
  allowed: z.boolean().meta({ description: "Whether this deployment may use it." }),
  fields: z.record(z.string(), z.unknown()).meta({ description: "JSON Schema of an account's config." }),
  guide,
  secretAddress: z.boolean().meta({
    description: "Whether an account's address is a secret, because nothing else proves what the service sends.",
  }),
}

/** What accounts can be at. */
export const catalogueView = z
  .object({
    channels: z.array(
      z.object({
        ...service,
        kind: z.enum(["whatsapp", "sms", "chat"]).meta({ description: "Channels of a kind look alike to customers." }),
        capabilities: z.custom<Capabilities>().meta({
          type: "object",
          description: "The most that it can do: lengths in UTF-16 code units, null for what it has not.",
        }),
      }),
    ),
    providers: z.array(z.object({ ...service, currencies: z.array(z.string()) })),
  })
  .meta({ id: "Catalogue" })

export type Catalogue = z.output<typeof catalogueView>
