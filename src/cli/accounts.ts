import { randomBytes } from "node:crypto"

/** Credentials of the demo's own accounts, made anew for every run: they are worth nothing anywhere else. */
export interface Accounts {
  whatsapp: { phoneNumberId: string; accessToken: string; appSecret: string; verifyToken: string }
  twilio: { accountSid: string; authToken: string; from: string }
  /** The sandbox's phone. */
  sandbox: { secret: string }
  stripe: { secretKey: string; webhookSecret: string }
  /** The sandbox's payments. */
  pretend: { secret: string }
}

/** Fresh accounts. */
export function newAccounts(): Accounts {
  return {
    whatsapp: {
      phoneNumberId: "106540352242922",
      accessToken: secret("EAA"),
      appSecret: secret(),
      verifyToken: secret(),
    },
    twilio: { accountSid: `AC${randomBytes(16).toString("hex")}`, authToken: secret(), from: "+27870000001" },
    sandbox: { secret: secret() },
    stripe: { secretKey: secret("sk_test_"), webhookSecret: secret("whsec_") },
    pretend: { secret: secret() },
  }
}

function secret(prefix = ""): string {
  return prefix + randomBytes(16).toString("hex")
}
