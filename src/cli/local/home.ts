import { mkdir, readFile, writeFile } from "node:fs/promises"
import { join } from "node:path"
import * as z from "zod"
import { processOf } from "../worker/wrangler"

const noted = z.object({
  /** Digest of what the data was last brought up to. */
  prepared: z.string().nullable(),
  /** Who runs on it, or did last. */
  runner: z.object({ pid: z.int(), program: z.string() }).nullable(),
})

type Noted = z.output<typeof noted>

/** A deployment's data on this machine: the folder that wrangler keeps it in, with a note of ours beside it. */
export interface Home {
  /** Where D1 and the objects are kept, as wrangler lays them out. */
  state: string
  note: string
}

/** The home below a folder; wrangler's own is the project's `.wrangler/state`. */
export function homeIn(folder: string): Home {
  return { state: join(folder, "v3"), note: join(folder, "paythread.json") }
}

/** The digest that the data was last brought up to; null when it never was. */
export async function preparedFor(home: Home): Promise<string | null> {
  return (await read(home)).prepared
}

/** Notes that the data was brought up to what has this digest. */
export async function notePrepared(home: Home, prepared: string): Promise<void> {
  await write(home, { ...(await read(home)), prepared })
}

/**
 * Notes who runs on the data. False when it is the same as before. Throws when another is at it: two would do everything
 * that is owed twice.
 */
export async function claim(home: Home, pid: number, program: string): Promise<boolean> {
  const known = await read(home)
  const { runner } = known
  if (runner?.pid === pid && runner.program === program) return false
  if (runner && isRunning(runner))
    throw new Error(`Paythread runs already on this data (${runner.program}, process ${runner.pid}). Stop that first.`)
  await write(home, { ...known, runner: { pid, program } })
  return true
}

/** Whether that very program still runs under that number, which may have been given to another since. */
function isRunning({ pid, program }: NonNullable<Noted["runner"]>): boolean {
  const running = processOf(pid)
  const name = program === "npm start" ? /start\.ts$/ : /wrangler(?:\.js)?$/
  return running?.words.some((word) => name.test(word)) ?? false
}

async function read({ note }: Home): Promise<Noted> {
  try {
    return noted.safeParse(JSON.parse(await readFile(note, "utf8"))).data ?? { prepared: null, runner: null }
  } catch (error) {
    if (error instanceof SyntaxError || (error instanceof Error && "code" in error && error.code === "ENOENT"))
      return { prepared: null, runner: null }
    throw error
  }
}

async function write({ note }: Home, value: Noted): Promise<void> {
  await mkdir(join(note, ".."), { recursive: true })
  await writeFile(note, JSON.stringify(value))
}
