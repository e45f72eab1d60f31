/** A variable of the deployment that it need not have, without blanks around it; "" when it has none. */
export function settingOf(env: object, name: string): string {
  const value: unknown = Object.entries(env).find(([key]) => key === name)?.[1]
  return typeof value === "string" ? value.trim() : ""
}
