import { spawn } from "node:child_process"
import { onTestFinished } from "vitest"
import { until } from "../../src/cli/until"

/** A command of the project's, run as npm runs it, in a process group of its own. */
export interface Running {
  /** What it said so far, on either stream. */
  said(): string
  /** The exit code. */
  ended: Promise<number | null>
  interrupt(): void
  /** Ends at once what is left of it. */
  kill(): void
  /** Whether any process that it started is still there. */
  leftBehind(): boolean
}

/** Starts a command of this project; what a failed test leaves of it is ended with the test. */
export function run(script: string, words: readonly string[] = [], variables: Record<string, string> = {}): Running {
  const env = { ...process.env, ...variables }
  const running = launch(process.execPath, ["--import", "tsx", `src/cli/${script}.ts`, ...words], { env })
  onTestFinished(running.kill)
  return running
}

/** Starts a program in a process group of its own. */
export function launch(
  program: string,
  words: readonly string[],
  { cwd, env }: { cwd?: string; env: NodeJS.ProcessEnv },
): Running {
  const child = spawn(program, words, {
    ...(cwd !== undefined && { cwd }),
    env,
    stdio: ["ignore", "pipe", "pipe"],
    detached: true,
  })
  const { pid } = child
  if (pid === undefined) throw new Error(`${program} did not start`)
  let said = ""
  for (const stream of [child.stdout, child.stderr])
    stream.on("data", (chunk: Buffer) => {
      said += chunk.toString()
    })
  return {
    said: () => said,
    ended: new Promise((resolve) => {
      child.on("close", resolve)
    }),
    interrupt: () => process.kill(-pid, "SIGINT"),
    kill() {
      if (isAlive(-pid)) process.kill(-pid, "SIGKILL")
    },
    leftBehind: () => isAlive(-pid),
  }
}

/** Waits until nothing of it is left. The system takes a moment to clear away what has ended. */
export function gone(running: Running): Promise<true> {
  return until("its processes to end", 5, () => !running.leftBehind())
}

function isAlive(process_: number): boolean {
  try {
    process.kill(process_, 0)
    return true
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ESRCH") return false
    throw error
  }
}
