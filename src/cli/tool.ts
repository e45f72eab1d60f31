import { spawn } from "node:child_process"
import { join } from "node:path"
import { root } from "./sources"

/**
 * Runs a tool of the project's own packages in the project's folder, under this process's Node, as if for production
 * whoever asks: a library that a test builds must not be another than the one deployed. Throws with all it said when it
 * fails.
 */
export function runTool(program: string, words: string[]): Promise<void> {
  const path = join(root, "node_modules", program)
  const env = { ...process.env, NODE_ENV: "production", CI: "1", WRANGLER_SEND_METRICS: "false" }
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [path, ...words], { cwd: root, env, stdio: ["ignore", "pipe", "pipe"] })
    let said = ""
    for (const stream of [child.stdout, child.stderr])
      stream.on("data", (chunk: Buffer) => {
        said += chunk.toString()
      })
    child.on("error", reject)
    child.on("close", (code) => (code === 0 ? resolve() : reject(new Error(`${program} failed:\n${said}`))))
  })
}
