import { describe, expect, it } from "vitest"
import { call } from "../http/api-client"
import { shop } from "../support/flows"
import { stage } from "../support/stage"

describe("an export that a spreadsheet opens", () => {
  it.each([
    ['=HYPERLINK("https://evil.test","Pay")', '"\'=HYPERLINK(""https://evil.test"",""Pay"")"'],
    ["+1+cmd|' /C calc'!A0", "\"'+1+cmd|' /C calc'!A0\""],
    ["-2+3", '"\'-2+3"'],
    ["@SUM(A1:A9)", '"\'@SUM(A1:A9)"'],
    ["＝1+1", '"\'＝1+1"'],
  ])("40 holds %j from a customer as a text", async (name, cell) => {
    const play = await stage(shop({ description: "{{ Name.value }}" }))
    await play.say("hi")
    await play.say(name)
    const [order] = await play.orders()
    const csv = (await call("GET", `/orders/export?account=${play.provider}`)).text
    expect(csv.split("\r\n")[1]).toContain(`${order?.number},open,99.50,0.00,ZAR,test,${cell},`)
  })

  it("40 keeps a line break, a quote and a comma within one cell", async () => {
    const play = await stage(shop({ description: "{{ Name.value }}" }))
    await play.say("hi")
    await play.say('two "big" cakes,\r\n=1+1')
    const csv = (await call("GET", `/orders/export?account=${play.provider}`)).text
    expect(csv).toContain(',"two ""big"" cakes,\r\n=1+1",')
  })
})
