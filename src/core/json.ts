/** Anything that survives JSON.parse(JSON.stringify(value)) unchanged. */
export type Json = null | boolean | number | string | Json[] | { [name: string]: Json }

/** Named values of a run. Only own properties are ever read. */
export type Variables = { [name: string]: Json }

/** Whether the value is a JSON object: neither null nor a list. */
export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value)
}
