/**
 * What a message is given along: its row and its conversation, so that its statuses find both even where its address is
 * somebody else's by then.
 */
export function referenceOf(conversation: string, seq: number): string {
  return `${seq}.${conversation}`
}

/** The row that a status names, and the conversation, which messages sent before that was noted do not name; else null. */
export function readReference(reference: string): { seq: number; conversation: string | null } | null {
  const [, digits = "", conversation = null] = /^(\d{1,15})(?:\.(c1\.[\w-]{43}))?$/.exec(reference) ?? []
  return digits === "" ? null : { seq: Number(digits), conversation }
}
