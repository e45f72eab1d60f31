import { formProof } from "../../platform/identity"
import { equal } from "../../platform/signature"

/** Milliseconds in which nobody has read a page: a form that is posted sooner was posted by a machine. */
const SOONEST = 2000

const LATEST = 24 * 3_600_000

/**
 * Whether a person meant it: the form is of the order's own page, made a while ago, and no other site's. Scanners of links
 * press buttons too, but without the page, or at once.
 */
export async function isMeant(
  hashKey: string,
  link: string,
  posted: { proof: string; site: string | undefined },
  now: number,
): Promise<boolean> {
  const [, digits = ""] = /^(\d{1,16})\.[0-9a-z]{20}$/.exec(posted.proof) ?? []
  const at = Number(digits)
  if (digits === "" || now - at < SOONEST || now - at > LATEST) return false
  if (posted.site !== undefined && posted.site !== "same-origin") return false
  return equal(posted.proof, await formProof(hashKey, link, at))
}
