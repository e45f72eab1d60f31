/** Does something and says what it was and how long it took, when it is done. */
export async function step<Result>(what: string, work: () => Promise<Result>): Promise<Result> {
  const began = performance.now()
  const result = await work()
  console.log(`  ${what.padEnd(WIDTH)} ${((performance.now() - began) / 1000).toFixed(1)} s`)
  return result
}

/** Characters of the longest of them. */
const WIDTH = 36
