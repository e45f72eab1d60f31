import { formProof } from "../../src/platform/identity"

/** What a customer posts who has read the page at `/p/<link>/cancel`, shown some seconds before that time. */
export async function cancelForm(hashKey: string, path: string, at = Date.now()): Promise<RequestInit> {
  const link = path.split("/").at(-1) ?? ""
  return { method: "POST", body: new URLSearchParams({ proof: await formProof(hashKey, link, at - 5000) }) }
}
