import { africastalking } from "./africastalking/africastalking"
import type { Channel } from "./channel"
import { sandbox } from "./sandbox/sandbox"
import { twilio } from "./twilio/twilio"
import { vonage } from "./vonage/vonage"
import { whatsapp } from "./whatsapp/whatsapp"

/** Every channel there is. Adding one is a line here and a fixture in test/channels. */
export const channels = { whatsapp, twilio, vonage, africastalking, sandbox } satisfies Record<string, Channel>

/** The channel of that name, as in addresses and tables. */
export function findChannel(name: string): Channel | null {
  return isChannel(name) ? channels[name] : null
}

function isChannel(name: string): name is keyof typeof channels {
  return Object.hasOwn(channels, name)
}
