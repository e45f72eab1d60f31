import { raw } from "hono/html"
import type { Child } from "hono/jsx"
import { toBase64 } from "../../platform/signature"
import { script } from "./script"
import { style } from "./style"

/** A whole page around what is said on it. Everything given is text and is escaped. */
export interface PageFrame {
  /** BCP 47. */
  locale: string
  title: string
  /** Who asks for the money, where that is known. */
  merchant: string | null
  /** What must be read first: that no real money moves. */
  ribbon: string | null
  /** Seconds until another address is opened, where no script does better. */
  refresh?: { seconds: number; url: string }
  /** Said below everything. */
  closing: string
  /** Whether the page can do things by itself. */
  scripted?: boolean
  children: Child
}

/** The page as HTML. */
export function renderPage({
  locale,
  title,
  merchant,
  ribbon,
  refresh,
  closing,
  scripted = false,
  children,
}: PageFrame): string {
  const page = (
    <html lang={locale}>
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="robots" content="noindex, nofollow" />
        <meta name="format-detection" content="telephone=no" />
        <meta name="color-scheme" content="light dark" />
        <title>{title}</title>
        <meta property="og:type" content="website" />
        <meta property="og:title" content={title} />
        {merchant && <meta property="og:site_name" content={merchant} />}
        {refresh && (
          <noscript>
            <meta http-equiv="refresh" content={`${refresh.seconds}; url=${refresh.url}`} />
          </noscript>
        )}
        <style>{raw(style)}</style>
      </head>
      <body>
        {(ribbon || merchant) && (
          <header>
            {ribbon && <p class="test">{ribbon}</p>}
            {merchant && (
              <p class="brand">
                <span aria-hidden="true">{initialOf(merchant)}</span>
                {merchant}
              </p>
            )}
          </header>
        )}
        <main>
          <div class="card">{children}</div>
        </main>
        <footer>
          <p>{closing}</p>
        </footer>
        {scripted && <script>{raw(script)}</script>}
      </body>
    </html>
  )
  return `<!doctype html>${page}`
}

/**
 * The headers of such a page. `posts` are origins beside this one and beside any with https that a form may end up at:
 * Chromium holds `form-action` against the redirect that follows a POST too, and ours leads to the payment provider,
 * whose own hosts may lead on to a bank's. A form with fields is sent to this deployment alone, and a redirect takes none of
 * them along; what is posted to a provider is the provider's own.
 */
export async function pageHeaders(posts: readonly string[]): Promise<Record<string, string>> {
  digests ??= { styled: await digestOf(style), scripted: await digestOf(script) }
  const { styled, scripted } = digests
  const policy = [
    "default-src 'none'",
    `style-src 'sha256-${styled}'`,
    `script-src 'sha256-${scripted}'`,
    "connect-src 'self'",
    `form-action ${["'self'", "https:", ...posts].join(" ")}`,
    "base-uri 'none'",
    "frame-ancestors 'none'",
  ]
  return {
    "content-security-policy": policy.join("; "),
    "cache-control": "no-store",
    "referrer-policy": "no-referrer",
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "x-robots-tag": "noindex, nofollow",
  }
}

/** Of what every page has; a promise of one request must not be waited for by another, so only what came of it is kept. */
let digests: { styled: string; scripted: string } | null = null

async function digestOf(text: string): Promise<string> {
  return toBase64(new Uint8Array(await crypto.subtle.digest("SHA-256", new TextEncoder().encode(text))))
}

function initialOf(name: string): string {
  const [first] = letters.segment(name.trim())
  return first?.segment.toUpperCase() ?? ""
}

const letters = new Intl.Segmenter()
