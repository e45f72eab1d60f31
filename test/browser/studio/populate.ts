import { importDemo } from "../../../src/cli/local/api"
import { customerOf, type Deed } from "./customer"
import type { House } from "./house"

/** The demo flow, and customers whose payments went each way. */
export async function populate(place: House): Promise<void> {
  await importDemo(place.api, place.merchant)
  const customers: [string, string, Deed | null][] = [
    ["+27821110001", "Thandi", "pay"],
    ["+27821110002", "Sipho", "decline"],
    ["+27821110003", "Maria", "cancel"],
    ["+27821110004", "Johan", "late"],
    ["+27821110005", "Ayesha", null],
  ]
  for (const [phone, name, deed] of customers) {
    const customer = customerOf(place, phone, name)
    await customer.write("order")
    await customer.hear(/What is your name/)
    await customer.write(name)
    const request = await customer.hear(/Please pay/)
    if (deed === null) continue
    await customer.settle(request, deed)
    if (deed === "pay") await customer.hear(/has arrived/)
  }
}
