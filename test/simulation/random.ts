/** Numbers that look random and are the same for the same seed (sfc32). */
export class Random {
  private a: number
  private b: number
  private c = 0x9e3779b9
  private d = 1

  constructor(...seed: readonly number[]) {
    let hash = 0x811c9dc5
    for (const part of seed) hash = Math.imul(hash ^ (part >>> 0), 0x01000193) ^ (hash >>> 15)
    this.a = hash
    this.b = Math.imul(hash, 0x85ebca6b)
    for (let round = 0; round < 12; round++) this.next()
  }

  /** From 0, below 1. */
  next(): number {
    const t = (this.a + this.b + this.d) | 0
    this.d = (this.d + 1) | 0
    this.a = this.b ^ (this.b >>> 9)
    this.b = (this.c + (this.c << 3)) | 0
    this.c = (this.c << 21) | (this.c >>> 11)
    this.c = (this.c + t) | 0
    return (t >>> 0) / 4_294_967_296
  }

  chance(probability: number): boolean {
    return this.next() < probability
  }

  /** A whole number from `least`, below `limit`. */
  between(least: number, limit: number): number {
    return least + Math.floor(this.next() * (limit - least))
  }

  pick<Item>(items: readonly Item[]): Item {
    const item = items[this.between(0, items.length)]
    if (item === undefined) throw new Error("nothing to pick from")
    return item
  }
}
