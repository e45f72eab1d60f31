import { spawn } from "node:child_process"
import { join } from "node:path"
import { root } from "./sources"

/**
 * Runs a tool of the project's own packages in the project's folder, under this process's Node, as if for production
 * whoever asks: a library that a test builds must not be another than the one deployed. Wrangler's own build step does
 * nothing then. Gives its standard output; what is `shown` is said as it goes. Throws with all it said when it fails.
 */
export function runTool(program: string, words: string[], { shown = false } = {}): Promise<string> {
  const path = join(root, "node_modules", program)
  const env = { ...process.env, NODE_ENV: "production", CI: "1", WRANGLER_SEND_METRICS: "false", PAYTHREAD_BUILT: "1" }
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [path, ...words], { cwd: root, env, stdio: ["ignore", "pipe", "pipe"] })
    let [output, said] = ["", ""]
    const hear = (chunk: Buffer) => {
      said += chunk.toString()
      if (shown) process.stdout.write(chunk)
    }
    child.stderr.on("data", hear)
    child.stdout.on("data", (chunk: Buffer) => {
      output += chunk.toString()
      hear(chunk)
    })
    child.on("error", reject)
    child.on("close", (code) => {
      const failure = shown ? `${program} ${words.join(" ")} failed.` : `${program} failed:\n${said}`
      if (code === 0) resolve(output)
      else reject(new Error(failure))
    })
  })
}
