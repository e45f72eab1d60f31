import { type Context, Hono } from "hono"
import { worldOf } from "../deployment/cloudflare"
import { settingOf } from "../deployment/setting"

type StudioContext = Context<{ Bindings: Env }>

/** RFC 9116 asks for less than a year. */
const CONTACT_DAYS = 180

/** Paths of the Worker itself: where nothing is found below them, no screen of the studio is either. */
const OURS = /^\/(?:api|p|webhooks|callbacks|sandbox|assets)(?:\/|$)/

/** The name of a file: with an ending. A conversation's id has a point too, and more behind it than any ending. */
const FILE = /\.[a-z\d]{1,12}$/i

/**
 * What is asked for and is neither the Worker's own nor a file of the studio. An address of one of the studio's screens
 * gets its one page, which reads the address. What has the name of a file does not exist: a page under a script's name
 * would be kept by browsers as that script.
 */
export const studio = new Hono<{ Bindings: Env }>()

/** RFC 9116: where somebody who found a weakness can tell it, which only the operator knows. */
studio.get("/.well-known/security.txt", (c) => {
  const contact = contactOf(c.env)
  if (contact === "")
    return c.text("No contact for security reports is set here: the variable SECURITY_CONTACT sets it.\n", 404)
  const expires = new Date(worldOf(c.env).now() + CONTACT_DAYS * 86_400_000).toISOString()
  return c.text(`Contact: ${contact}\nExpires: ${expires}\n`)
})

studio.get("*", (c) => (isScreen(c.req.path) ? page(c) : c.notFound()))

function isScreen(path: string): boolean {
  return !OURS.test(path) && !FILE.test(path)
}

async function page(c: StudioContext): Promise<Response> {
  // Without files, as when the Worker alone is measured, there is no studio.
  const assets: Fetcher | undefined = c.env.ASSETS
  if (!assets) return c.notFound()
  return assets.fetch(new Request(new URL("/", c.req.url), c.req.raw))
}

/** A web address or mailto:, as RFC 9116 wants it. */
function contactOf(env: Env): string {
  const text = settingOf(env, "SECURITY_CONTACT")
  return /^[^\s@:]+@[^\s@]+$/.test(text) ? `mailto:${text}` : /^(?:https|mailto):\S+$/.test(text) ? text : ""
}
