import { publish as publishOnce } from "../../events/publish"
import { defineEffect } from "./effect"

/** Tells the deployment's stream of something that the conversation did. */
export const publish = defineEffect({
  type: "publish",
  isBrief: true,

  async perform({ world }, { event }) {
    await publishOnce(world, event)
    return {}
  },

  line: ({ event }) => ({ type: "duty", text: `publish ${event.type}` }),
})
