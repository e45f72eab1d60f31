import * as z from "zod"
import { rights } from "../../../core/right"

const rightsShown = z.array(z.enum(rights)).meta({ description: "What its holder may do." })

/** What signs in: a token, or the word of a link that signs in once. */
export const signInBody = z.union([
  z.strictObject({ token: z.string().min(1).max(500) }),
  z.strictObject({ word: z.string().min(1).max(500) }),
])

/** Who is signed in, as the studio sees it. */
export const sessionView = z
  .object({
    name: z.string(),
    kind: z.enum(["token", "access"]),
    environment: z.enum(["local", "production"]),
    rights: rightsShown,
    csrf: z.string().nullable().meta({ description: "To be sent as x-csrf-token with every change." }),
    expiresAt: z.int().nullable(),
  })
  .meta({ id: "Session" })

export type SessionView = z.output<typeof sessionView>

/** A token for the API, without the token itself. */
export const tokenView = z
  .object({ id: z.string(), title: z.string(), rights: rightsShown, createdAt: z.int(), revokedAt: z.int().nullable() })
  .meta({ id: "Token" })

export type TokenView = z.output<typeof tokenView>

/** Settings of the deployment. */
export const settingsView = z
  .object({
    retentionDays: z
      .int()
      .min(1)
      .max(3650)
      .nullable()
      .meta({ description: "Days after which a quiet conversation's messages are erased; null keeps them for good." }),
  })
  .meta({ id: "Settings" })

export type SettingsView = z.output<typeof settingsView>

/** What runs here. */
export const aboutView = z
  .object({
    version: z.string(),
    environment: z.enum(["local", "production"]),
    publicUrl: z.string(),
    sealingKeys: z
      .array(z.string())
      .meta({ description: "Ids of the keys that accounts are sealed with; the first is in use." }),
    access: z.boolean().meta({ description: "Whether Cloudflare Access is set up." }),
  })
  .meta({ id: "About" })
