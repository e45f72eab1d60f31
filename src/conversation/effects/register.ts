import { registerConversation } from "../../store/conversations/directory"
import { defineEffect } from "./effect"

/** Enters the conversation in the deployment's list. */
export const register = defineEffect({
  type: "register",
  isDoneBesideHeld: true,

  async perform({ world, present, row }) {
    const { id, account, contact, left = [], closed = false } = present()
    const { phone = null, userId = null, name = null } = contact
    const gone = left.map(({ address }) => address)
    await registerConversation(world.db, { id, account, phone, userId, name, at: row.at, left: gone, closed })
    return {}
  },

  line: () => ({ type: "duty", text: "list the conversation" }),
})
