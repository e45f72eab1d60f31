import * as z from "zod"
import { type Entry, findConversation, listConversations } from "../../../store/conversations/directory"
import { searchConversations } from "../../../store/lists/contacts"
import { byId } from "../routing/fields"
import { listOf, pageOf, paging } from "../routing/listing"
import { notFound } from "../routing/problem"
import { type Call, route } from "../routing/route"
import { refused, sendingId } from "./refusal"
import { conversation, listedConversation } from "./view"

const tag = "Conversations"

/** Who wrote, and what was said and done. */
export const conversationRoutes = [
  route({
    name: "conversations.list",
    needs: "conversations.read",
    method: "get",
    path: "/conversations",
    tag,
    summary: "List conversations, the newest first",
    query: z.strictObject({
      ...paging,
      q: z.string().trim().min(1).max(100).optional().meta({
        description: "A phone number or its digits, part of a name, a user id, or an order number in full.",
      }),
    }),
    answer: listOf(listedConversation),
    handle: ({ world, query }) =>
      query.q === undefined
        ? listConversations(world.db, pageOf(query))
        : searchConversations(world.db, query.q, pageOf(query)),
  }),
  route({
    name: "conversations.show",
    needs: "conversations.read",
    method: "get",
    path: "/conversations/:id",
    tag,
    summary: "Show a conversation with its timeline",
    params: byId,
    answer: conversation,
    async handle({ env, world, params: { id } }) {
      // Asking for an object makes it: only those in the directory are asked.
      const known = await findConversation(world.db, id)
      const view = known && (await env.CONVERSATION.getByName(id).inspect())
      if (!view) throw notFound("conversation", id)
      return view
    },
  }),
  route({
    name: "conversations.reply",
    needs: "conversations.write",
    method: "post",
    path: "/conversations/:id/reply",
    tag,
    summary: "Say something by hand",
    description:
      "It is sent behind all that the customer is still to be told; the timeline shows what became of it. A customer who asked to hear no more is not written to.",
    params: byId,
    body: z.strictObject({
      text: z.string().trim().min(1).max(4096),
      id: sendingId,
    }),
    status: 204,
    refusals: [409],
    async handle({ env, world, params: { id }, body, once }) {
      await existing(world, id)
      const refusal = await env.CONVERSATION.getByName(id).reply(body.id ?? once ?? crypto.randomUUID(), body.text)
      if (refusal !== null) throw refused(refusal, id)
    },
  }),
  route({
    name: "conversations.stopRun",
    needs: "conversations.write",
    method: "post",
    path: "/conversations/:id/runs/:run/stop",
    tag,
    summary: "Stop a run",
    description:
      "It ends where it stands. The order that it waits for is cancelled, unless the provider knows it as paid. Stopping twice is stopping once.",
    params: byId.extend({ run: z.string().max(200) }),
    status: 204,
    async handle({ env, world, params: { id, run } }) {
      await existing(world, id)
      const refusal = await env.CONVERSATION.getByName(id).stop(run)
      if (refusal !== null) throw refused(refusal, id, run)
    },
  }),
] as const

async function existing(world: Call["world"], id: string): Promise<Entry> {
  const known = await findConversation(world.db, id)
  if (!known) throw notFound("conversation", id)
  return known
}
