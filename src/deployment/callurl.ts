import { addressProof } from "../platform/identity"

/** Who calls: a channel's webhooks or a provider's callbacks. */
export interface Caller {
  kind: "webhook" | "callback"
  service: string
  proof: "signature" | "address" | "nothing"
  account: { id: string; revision: number }
}

/** Where a service calls an account; its last part is what nobody guesses where the address alone is the proof. */
export async function callUrl(publicUrl: string, hashKey: string, caller: Caller): Promise<string> {
  const { kind, service, proof, account } = caller
  const url = `${publicUrl}/${kind}s/${service}/${account.id}`
  return proof === "address" ? `${url}/${await addressProof(hashKey, kind, account.id, account.revision)}` : url
}
