import { verifyWithJwks } from "hono/jwt"
import * as z from "zod"
import { worldOf } from "../../deployment/cloudflare"
import { settingOf } from "../../deployment/setting"
import { toBase64Url } from "../../platform/encoding"
import { ok } from "../../platform/fetch"
import { hmac } from "../../platform/signature"
import { cache } from "../../store/cache"

/** Who Cloudflare Access let through. */
export interface AccessVisitor {
  name: string
  /** What every change must carry: no other site can read it. */
  csrf: string
  /** Milliseconds since 1970. */
  expiresAt: number
}

const keySet = z.object({ keys: z.array(z.looseObject({ kid: z.string(), kty: z.string() })) })

type Keys = z.output<typeof keySet>

const payload = z.object({
  sub: z.string().min(1),
  email: z.string().optional(),
  common_name: z.string().optional(),
  exp: z.number(),
})

/** Access changes its keys every six weeks and announces them long before. */
const kept = cache<Keys>({ size: 1, seconds: 3600 })

/** Where Access is set up: its team's domain and the application's audience. Null when one of them is missing. */
export function accessOf(env: Env): { domain: string; audience: string } | null {
  const domain = settingOf(env, "ACCESS_TEAM_DOMAIN")
  const audience = settingOf(env, "ACCESS_AUDIENCE")
  return domain && audience ? { domain: domain.replace(/^https:\/\//, "").replace(/\/+$/, ""), audience } : null
}

/**
 * Who stands behind the JWT that Access adds to each request; null when it is not one of this application's, or no
 * longer good. Source: Cloudflare One, "Validate JWTs".
 */
export async function visitorOf(env: Env, token: string): Promise<AccessVisitor | null> {
  const access = accessOf(env)
  if (!access) return null
  const issuer = `https://${access.domain}`
  const known = await kept.get(issuer, worldOf(env).now(), async () => {
    const request = { method: "GET", url: `${issuer}/cdn-cgi/access/certs`, headers: {}, timeoutSeconds: 5 } as const
    return keySet.parse(JSON.parse(ok(await worldOf(env).perform(request, "adapter")).body))
  })
  const claims = await verified(token, known, issuer, access.audience)
  if (!claims) return null
  const csrf = toBase64Url(await hmac("SHA-256", env.HASH_KEY, `paythread:access:${claims.sub}`))
  return { name: claims.email ?? claims.common_name ?? claims.sub, csrf, expiresAt: claims.exp * 1000 }
}

async function verified(token: string, { keys }: Keys, iss: string, aud: string) {
  try {
    const verification = { iss, aud, exp: true, nbf: true }
    return payload.parse(await verifyWithJwks(token, { keys, verification, allowedAlgorithms: ["RS256"] }))
  } catch (error) {
    // Whatever is wrong with it: the visitor is told to sign in, and why is nobody else's business.
    if (error instanceof Error) return null
    throw error
  }
}
