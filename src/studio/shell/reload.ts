/** The last part of the studio that a page was loaded again for, kept for as long as the tab. */
const KEY = "paythread:reloaded"

/**
 * Loads the page again when a part of it cannot be had: a new version took the place of the one that is open. Once for
 * each part, for what is missing after that stays missing, and the page says so.
 */
export function reloadOnMissingParts(): void {
  addEventListener("vite:preloadError", (event) => {
    if (wasReloadedFor(event.payload.message)) return
    event.preventDefault()
    location.reload()
  })
}

/** Where nothing can be remembered it counts as reloaded: a page that reloads for ever helps nobody. */
function wasReloadedFor(part: string): boolean {
  try {
    if (sessionStorage.getItem(KEY) === part) return true
    sessionStorage.setItem(KEY, part)
    return sessionStorage.getItem(KEY) !== part
  } catch (error) {
    console.error(error)
    return true
  }
}
