import { forgetContact } from "../../store/conversations/retention"
import { forgetCustomers } from "../../store/orders/attempts"
import { defineEffect } from "./effect"

/** Erases whom the conversation is with from the deployment's list. */
export const forget = defineEffect({
  type: "forget",

  async perform({ world, present }) {
    const { id, account, optedOutAt } = present()
    await forgetCustomers(world.db, id)
    await forgetContact(world.db, { id, account, keepAddresses: optedOutAt !== null })
    return {}
  },

  line: () => ({ type: "duty", text: "erase the contact" }),
})
