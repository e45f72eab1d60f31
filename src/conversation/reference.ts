/**
 * What a message is given along: its row and its conversation, so that its statuses find both even where its address is
 * somebody else's by then, and whether the conversation waits to hear that it arrived.
 */
export function referenceOf(conversation: string, seq: number, isAwaited = false): string {
  return `${seq}${isAwaited ? "a" : ""}.${conversation}`
}

/** The row that a status names, and the conversation, which messages sent before that was noted do not name; else null. */
export function readReference(
  reference: string,
): { seq: number; conversation: string | null; isAwaited: boolean } | null {
  const [, digits = "", awaited, conversation = null] = /^(\d{1,15})(a?)(?:\.(c1\.[\w-]{43}))?$/.exec(reference) ?? []
  return digits === "" ? null : { seq: Number(digits), conversation, isAwaited: awaited === "a" }
}
