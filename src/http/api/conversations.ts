import * as z from "zod"
import { findConversation, listConversations } from "../../store/directory"
import { byId, time } from "./fields"
import { listOf, pageOf, pageQuery } from "./listing"
import { notFound } from "./problem"
import { type Route, route } from "./route"

const tag = "Conversations"

const listedConversation = z
  .object({
    id: z.string(),
    account: z.string(),
    phone: z.string().nullable(),
    userId: z.string().nullable(),
    name: z.string().nullable(),
    createdAt: time,
  })
  .meta({ id: "ListedConversation" })

const run = z.object({
  run: z.string(),
  flow: z.string(),
  version: z.int(),
  status: z.string(),
  node: z.string(),
  waitsFor: z.array(z.string()),
  until: time.nullable(),
  variables: z.string().meta({ description: "As JSON." }),
})

const endedRun = z.object({
  run: z.string(),
  flow: z.string(),
  version: z.int(),
  status: z.enum(["ended", "failed"]),
  reason: z.string().nullable(),
  node: z.string().nullable(),
  at: time,
})

const line = z.object({
  at: time,
  type: z.enum(["received", "sent", "order", "request", "note", "duty"]),
  text: z.string(),
  status: z.string(),
  choices: z.array(z.string()),
  link: z.string(),
  reason: z.string(),
})

const conversation = z
  .object({
    id: z.string(),
    channel: z.string(),
    account: z.string(),
    contact: z.object({
      phone: z.string().optional(),
      userId: z.string().optional(),
      name: z.string().optional(),
    }),
    runs: z.array(run).meta({ description: "The last one has the customer's attention." }),
    ended: z.array(endedRun).meta({ description: "The latest runs that are over, the newest last." }),
    optedOutAt: time.nullable(),
    lastInboundAt: time.nullable(),
    timeline: z.array(line).meta({ description: "The latest 500 things said and done, the oldest first." }),
  })
  .meta({ id: "Conversation" })

/** Who wrote, and what was said and done. */
export const conversationRoutes: Route[] = [
  route({
    method: "get",
    path: "/conversations",
    tag,
    summary: "List conversations, the newest first",
    query: pageQuery,
    answer: listOf(listedConversation),
    handle: ({ world, query }) => listConversations(world.db, pageOf(query)),
  }),
  route({
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
]
