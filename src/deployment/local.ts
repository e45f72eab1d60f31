/** Why a channel or provider that only pretends is refused here, for people; null when it may be used. */
export function pretendFault(service: { title: string; pretend: boolean }, env: Env): string | null {
  // As text: the generated type knows only the value in wrangler.toml.
  const environment: string = env.ENVIRONMENT
  if (!service.pretend || environment === "local") return null
  return `${service.title} is only for trying things out and refused in production.`
}
