import { randomBytes } from "node:crypto"
import * as z from "zod"
import { type Api, importDemo } from "./api"

const configuration = z.object({ configuration: z.unknown() })

/** Puts in what a first visit needs: sandbox accounts, a payment configuration, the demo flow. What is there stays. */
export async function seed(api: Api): Promise<void> {
  if ((await api("GET", "/channel-accounts/sandbox")) === null)
    await api("POST", "/channel-accounts", {
      id: "sandbox",
      channel: "sandbox",
      title: "Pretend phone",
      config: { secret: randomBytes(24).toString("base64url") },
    })
  if ((await api("GET", "/payment-accounts/sandbox")) === null)
    await api("POST", "/payment-accounts", {
      id: "sandbox",
      provider: "sandbox",
      title: "Pretend payments",
      config: { secret: randomBytes(24).toString("base64url") },
    })
  if (configuration.parse(await api("GET", "/payment-configuration")).configuration === null)
    await api("PUT", "/payment-configuration", { account: "sandbox", merchant: "Demo shop", currency: "ZAR" })
  if ((await api("GET", "/flows/demo")) === null) await importDemo(api)
}
