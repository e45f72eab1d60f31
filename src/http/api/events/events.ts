import * as z from "zod"
import { readStream } from "../../../store/stream/stream"
import { pageOf, paging } from "../routing/listing"
import { route } from "../routing/route"
import { eventPart, eventTypesWanted } from "./view"

/** What happened, for merchants, reports and audit. */
export const eventRoutes = [
  route({
    name: "events.list",
    needs: "events.read",
    method: "get",
    path: "/events",
    tag: "Events",
    summary: "Read what happened, the oldest first",
    description:
      "A stream: each part's `next` is where to go on, also where nothing more happened yet. An event is there once, and stays for as long as messages are kept. A part with few events, or none, can have `more` behind it: at most a thousand are looked through for the types asked for.",
    query: z.strictObject({
      limit: paging.limit,
      cursor: paging.cursor.meta({ description: "The `next` of the part before; left out to begin with the oldest." }),
      types: eventTypesWanted,
      subject: z.string().min(1).max(200).optional().meta({
        description: "The id of an order, a conversation, a flow or an account: only what is about that.",
      }),
    }),
    answer: eventPart,
    handle: ({ world, query }) => readStream(world.db, pageOf(query), query),
  }),
] as const
