import { describe, expect, it } from "vitest"
import { atPayment, stateOf, told } from "../support/payment"
import { paid } from "../support/stage"

describe("cancelling in the chat", () => {
  it.each(["resend", "I have paid", "shop"])(
    "does not take a yes for a cancellation that %j came after",
    async (text) => {
      const { play } = await atPayment()
      await play.say("cancel")
      await play.say(text)
      await play.say("yes")
      expect(await stateOf(play)).toMatchObject({ status: "open" })
    },
  )

  it("answers who cancels while the money is under way", async () => {
    const { play, order } = await atPayment()
    await play.callback(paid(order, { payment_status: "unpaid" }))
    await play.say("cancel")
    play.sent.length = 0
    await play.say("yes")
    expect(told(play)).toHaveLength(1)
  })
})
