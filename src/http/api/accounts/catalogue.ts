import * as z from "zod"
import { channels } from "../../../channels"
import type { Guide } from "../../../core/guide"
import { pretendFault } from "../../../deployment/local"
import { providers } from "../../../payments"
import { route } from "../routing/route"
import { catalogueView } from "./view"

interface Service {
  name: string
  title: string
  pretend: boolean
  config: z.ZodObject
  guide: Guide
}

/** What accounts can be at: enough to draw their forms. */
export const catalogueRoutes = [
  route({
    name: "deployment.catalogue",
    needs: "accounts.read",
    method: "get",
    path: "/catalogue",
    tag: "Deployment",
    summary: "Show the channels and payment providers there are",
    answer: catalogueView,
    handle: async ({ env }) => ({
      channels: Object.values(channels).map((channel) => {
        const { kind, capabilities } = channel
        return { ...shown(channel, env, channel.webhooks.proof), kind, capabilities }
      }),
      providers: Object.values(providers).map((provider) => {
        return {
          ...shown(provider, env, provider.callbacks.proof),
          currencies: Object.keys(provider.capabilities.currencies),
        }
      }),
    }),
  }),
] as const

function shown(service: Service, env: Env, proof: "signature" | "address" | "nothing") {
  const { name, title, pretend, config, guide } = service
  const fields = z.toJSONSchema(config, { io: "input" })
  return {
    name,
    title,
    pretend,
    allowed: pretendFault(service, env) === null,
    fields: { ...fields },
    secretAddress: proof === "address",
    guide: Object.entries(guide).map(([key, step]) => ({ key, ...step })),
  }
}
