import * as z from "zod"
import { isPhone } from "../../../core/phone"
import { coreSentences } from "../../../core/text/sentences"
import { pretendFault } from "../../../deployment/local"
import { hmac, toHex } from "../../../platform/signature"
import { accounts } from "../../../store/accounts/accounts"
import { messagesAfter } from "../../../store/sandbox/sandbox"
import { webhooks } from "../../intake/webhooks"
import { invalid, notFound, Problem } from "../routing/problem"
import { type Call, route } from "../routing/route"
import { say } from "../sentences"
import { phoneMessage } from "./view"

const tag = "Sandbox phone"
const params = z.object({ account: z.string().max(40) })
const phone = z.string().refine(isPhone, coreSentences.phone())

/** A pretend customer's phone, on somebody's own machine. */
export const phoneRoutes = [
  route({
    name: "sandboxPhone.write",
    needs: "conversations.write",
    method: "post",
    path: "/sandbox/:account/messages",
    tag,
    summary: "Write as a pretend customer",
    description: "Signed and delivered as a channel would: through the webhook.",
    params,
    body: z.strictObject({
      phone,
      name: z.string().max(100).optional(),
      text: z.string().max(4096),
      choice: z.string().min(1).max(200).optional().meta({ description: "The id of the choice that was tapped." }),
    }),
    status: 204,
    refusals: [409],
    async handle(call) {
      const { params, body, world, env } = call
      const secret = await secretOf(call, params.account)
      const { phone, name, text, choice } = body
      const message = {
        id: `phone-${crypto.randomUUID()}`,
        contact: { phone, ...(name !== undefined && { name }) },
        at: world.now(),
        reply: { text, ...(choice !== undefined && { choice }) },
      }
      const payload = JSON.stringify({ messages: [message] })
      const signature = `sha256=${toHex(await hmac("SHA-256", secret, payload))}`
      const headers = { "content-type": "application/json", "x-sandbox-signature": signature }
      const request = new Request(`${await world.address()}/sandbox/${params.account}`, {
        method: "POST",
        headers,
        body: payload,
      })
      const response = await webhooks.fetch(request, env, call.context)
      if (!response.ok) throw new Problem(409, "refused", say("webhookAnswered", { status: response.status }))
    },
  }),
  route({
    name: "sandboxPhone.messages",
    needs: "conversations.read",
    method: "get",
    path: "/sandbox/:account/messages",
    tag,
    summary: "List what a pretend phone received",
    params,
    query: z.strictObject({ phone, after: z.coerce.number().int().min(0).default(0) }),
    answer: z.object({ items: z.array(phoneMessage) }),
    async handle(call) {
      const { params, query, world } = call
      await secretOf(call, params.account)
      const { phone, after } = query
      const rows = await messagesAfter(world.db, { account: params.account, phone, after })
      return { items: rows.map(({ id, message, createdAt }) => ({ id, at: createdAt, message: JSON.parse(message) })) }
    },
  }),
] as const

async function secretOf({ env, world }: Call, id: string): Promise<string> {
  const fault = pretendFault({ title: "The sandbox phone", pretend: true }, env)
  if (fault !== null) throw new Problem(409, "refused", fault)
  const account = await accounts(world.db, "channel", env.SECRETS_KEY).open(id, world.now())
  if (account?.service !== "sandbox") throw notFound("sandbox phone account", id)
  const { secret } = account.config
  if (typeof secret !== "string") throw invalid([{ path: "account", ...say("noSecret") }])
  return secret
}
