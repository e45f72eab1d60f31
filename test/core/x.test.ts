import { env, exports } from "cloudflare:workers"
import { expect, it } from "vitest"
it("runs", async () => { expect(env.PUBLIC_URL).toBe("https://pay.test"); expect(await (await exports.default.fetch("https://x/")).text()).toBe("ok") })
