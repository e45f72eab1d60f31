/** An id for something to be done once however often it is asked for: 24 characters that nobody else chooses. */
export function chosenId(): string {
  // Not randomUUID: it is only there where the address is secure.
  return Array.from(crypto.getRandomValues(new Uint8Array(12)), (byte) => byte.toString(16).padStart(2, "0")).join("")
}
