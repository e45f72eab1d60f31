import { execFileSync } from "node:child_process"
import { existsSync, readFileSync } from "node:fs"

/** A process of this machine. */
export interface Process {
  pid: number
  parent: number
  /** The program and its words, as far as they can be told apart. */
  words: string[]
}

/** Nobody starts a build from so many shells within shells. */
const MAX_ANCESTORS = 12

/** The `wrangler` that this process works for; null when there is none, or it cannot be told. */
export function wranglerAbove(): Process | null {
  let found: Process | null = null
  let process_ = processOf(process.ppid)
  for (let level = 0; process_ !== null && process_.pid > 1 && level < MAX_ANCESTORS; level++) {
    // The outermost of Node's own: above it stand npx and shells, whose words may be the same.
    if (process_.words.some((word) => /(?:^|[/\\])wrangler(?:\.js)?$/.test(word)) && isNode(process_)) found = process_
    process_ = processOf(process_.parent)
  }
  return found
}

/** The value of an option among a program's words, as `--name value` or `--name=value`; null when it is not there. */
export function optionOf({ words }: Process, name: string): string | null {
  const index = words.findIndex((word) => word === `--${name}` || word.startsWith(`--${name}=`))
  const word = words[index]
  if (word === undefined) return null
  return word.includes("=") ? word.slice(word.indexOf("=") + 1) : (words[index + 1] ?? null)
}

/** A process by its number; null when it has ended, or this system does not tell. */
export function processOf(pid: number): Process | null {
  try {
    return existsSync("/proc/self/stat") ? readProcess(pid) : askProcess(pid)
  } catch (error) {
    if (error instanceof Error) return null
    throw error
  }
}

function isNode({ words }: Process): boolean {
  return /(?:^|[/\\])node(?:\.exe)?$/.test(words[0] ?? "")
}

function readProcess(pid: number): Process {
  const words = readFileSync(`/proc/${pid}/cmdline`, "utf8").split("\0").slice(0, -1)
  // The name before it stands in parentheses and may hold anything.
  const stat = readFileSync(`/proc/${pid}/stat`, "utf8")
  const parent = Number(stat.slice(stat.lastIndexOf(")") + 2).split(" ")[1])
  return { pid, parent, words }
}

function askProcess(pid: number): Process {
  const said = execFileSync("ps", ["-o", "ppid=,args=", "-p", String(pid)], { encoding: "utf8" }).trim()
  const [parent = "", ...words] = said.split(/\s+/)
  return { pid, parent: Number(parent), words }
}
