import { execFileSync, spawn } from "node:child_process"
import { mkdtemp, rm } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { until } from "../../src/cli/until"
import { launchChromium } from "../browser/chromium"
import { openLivePhone, payLive } from "../browser/studio/payment-picture"
import { type Block, blocksOf, commandsOf } from "./pages"

const HELP = `npm run follow

Does what the README and the quick start say, and only that, each in a fresh clone of the last commit, command by command. What the
page shows beneath a command has to be printed; the address that is printed has to sign in; a payment has to go through
the phone and the pay page as the page says. Ends with 0 when all of it holds.`

/** Seconds that the slowest command may take, on a machine that is busy. */
const PATIENCE = 300

/** What needs an account at Cloudflare, and what the gate runs by itself. */
const LEFT_OUT = ["npx wrangler login", "npm run deploy", "npm test"]

/** Where each page's commands serve, unless it says otherwise. */
const SERVED = "http://localhost:8787"

/** What does not end by itself. */
const SERVERS = ["npm start", "npx wrangler dev"]

process.exitCode = process.argv.length > 2 ? help() : await follow()

function help(): number {
  console.log(HELP)
  return 2
}

async function follow(): Promise<number> {
  try {
    for (const path of ["README.md", "docs/quickstart.md"]) {
      const clone = await mkdtemp(join(tmpdir(), "paythread-follow-"))
      try {
        execFileSync("git", ["clone", "--quiet", "--depth", "1", `file://${process.cwd()}`, clone])
        await followPage(path, clone)
      } finally {
        await rm(clone, { recursive: true, force: true })
      }
    }
    console.log("\nAll of it holds.")
    return 0
  } catch (error) {
    console.error(`\n${error instanceof Error ? error.message : String(error)}`)
    return 1
  }
}

async function followPage(path: string, clone: string): Promise<void> {
  console.log(`\n${path}`)
  let server: Command | null = null
  try {
    const blocks = blocksOf(path)
    for (const [index, block] of blocks.entries()) {
      if (block.language !== "sh") continue
      const commands = commandsOf(block).filter((command) => !LEFT_OUT.includes(command))
      for (const command of commands) {
        const serves = SERVERS.includes(command)
        if (serves) await server?.stop()
        const began = Date.now()
        const running = start(command, clone)
        if (serves) server = running
        else await running.ended()
        const shown = command === commands.at(-1) ? shownBy(blocks[index + 1]) : []
        await until(`"${command}" to print what ${path} shows`, PATIENCE, () => running.prints(shown))
        if (serves) await signInAndPay(running)
        console.log(`  ${command}: ${((Date.now() - began) / 1000).toFixed(1)} s`)
      }
    }
  } finally {
    await server?.stop()
  }
}

/** Lines that a page says the last command of a block prints: those of the block beneath it, where that is one of output. */
function shownBy(block: Block | undefined): string[] {
  return block?.language === "text" ? block.text.split("\n").filter((line) => line.trim() !== "") : []
}

/** As whoever reads the page: opens the address, then plays the customer. */
async function signInAndPay(server: Command): Promise<void> {
  const address = await until("an address that signs in", PATIENCE, () => server.address())
  await until("the studio to be served", PATIENCE, () =>
    fetch(SERVED).then(
      ({ ok }) => ok,
      () => false,
    ),
  )
  const browser = await launchChromium()
  try {
    const page = await browser.newPage({ viewport: { width: 1440, height: 1000 } })
    page.setDefaultTimeout(60_000)
    await page.goto(address)
    await page.getByRole("link", { name: "Demo shop" }).first().click()
    const chat = await openLivePhone(page)
    await payLive(page, chat)
  } finally {
    await browser.close()
  }
}

interface Command {
  /** Whether all of it was printed, `…` standing for anything. Throws when the command ended in vain. */
  prints(lines: readonly string[]): boolean
  /** The address with a word that signs in, once it was printed. */
  address(): string | undefined
  ended(): Promise<void>
  stop(): Promise<void>
}

/** Runs a command in a shell, as somebody would type it. */
function start(command: string, folder: string): Command {
  // As in a fresh terminal: what npm told this process is not told on, nor where this project's programs are.
  const env: NodeJS.ProcessEnv = {
    ...process.env,
    PATH: (process.env.PATH ?? "").replace(/[^:]*node_modules[^:]*:/g, ""),
  }
  for (const name of Object.keys(env)) if (name.startsWith("npm_")) delete env[name]
  const child = spawn("sh", ["-c", command], { cwd: folder, env, detached: true, stdio: ["ignore", "pipe", "pipe"] })
  let said = ""
  let code: number | null = null
  for (const stream of [child.stdout, child.stderr])
    stream.on("data", (chunk: Buffer) => {
      said += chunk.toString()
    })
  const closed = new Promise<void>((resolve) => {
    child.on("close", (ended) => {
      code = ended ?? 1
      resolve()
    })
  })
  const failed = () => new Error(`"${command}" ended with ${code}:\n${said.slice(-3000)}`)
  return {
    prints(lines) {
      const printed = lines.every((line) => patternOf(line).test(said))
      if (code !== null && (code !== 0 || !printed)) throw failed()
      return printed
    },
    address: () => /http:\/\/localhost:\d+\/signin#\S+/.exec(said)?.[0],
    async ended() {
      await closed
      if (code !== 0) throw failed()
    },
    async stop() {
      if (code === null && child.pid !== undefined) process.kill(-child.pid, "SIGINT")
      await closed
      await until("the port to be free", 30, () =>
        fetch(SERVED).then(
          () => false,
          () => true,
        ),
      )
    },
  }
}

function patternOf(line: string): RegExp {
  const parts = line.trim().split(/\s*…\s*/)
  return new RegExp(parts.map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, "\\$&")).join(".*"))
}
