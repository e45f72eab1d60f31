import { channelEmulators as loadChannels, providerEmulators } from "../../src/cli/emulator/members"

/** The emulators of all channels there are, by name. */
export const channelEmulators = await loadChannels()

/** The emulators of all payment providers there are, by name. */
export const emulators = await providerEmulators()
