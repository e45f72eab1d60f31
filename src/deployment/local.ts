import type { Sentence } from "../core/text/sentence"
import { say } from "../core/text/sentences"

/** Whether this deployment runs on somebody's own machine: only the one word says so, and a slip of the pen does not. */
export function isLocal(env: Env): boolean {
  return environmentOf(env) === "local"
}

/** Where this deployment runs. What is not plainly somebody's own machine takes real money. */
export function environmentOf(env: Env): "local" | "production" {
  // As text: the generated type knows only the value in wrangler.toml.
  const environment: string = env.ENVIRONMENT
  return environment === "local" ? "local" : "production"
}

/** Why a channel or provider that only pretends is refused here; null when it may be used. */
export function pretendFault(service: { title: string; pretend: boolean }, env: Env): Sentence | null {
  if (!service.pretend || isLocal(env)) return null
  return say("pretended", { service: service.title })
}
