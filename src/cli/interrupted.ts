/**
 * Ends the process with this code when it is told to stop (Ctrl-C, kill, a closed terminal), after `stop`. Call it before
 * anything is started: what starts halfway is ended by miniflare when the process exits.
 */
export function whenInterrupted(code: number, stop: () => Promise<unknown>): void {
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const)
    process.once(signal, () => {
      stop()
        .catch((error: unknown) => console.error(String(error)))
        .finally(() => process.exit(code))
    })
}
