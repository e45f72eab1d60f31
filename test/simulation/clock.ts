/** Something that will be done at its time. */
export interface Timer {
  time: number
  turn: number
  deed: (() => void) | null
}

const realImmediate = globalThis.setImmediate

/** Virtual time: what is due is done in order, and between two deeds everything that can go on without time goes on. */
export class Clock {
  private readonly heap: Timer[] = []
  private turns = 0

  /** Milliseconds since 1970. */
  constructor(public now: number) {}

  at(time: number, deed: () => void): Timer {
    const timer = { time: Math.max(Math.floor(time), this.now), turn: this.turns++, deed }
    this.heap.push(timer)
    this.rise(this.heap.length - 1)
    return timer
  }

  after(milliseconds: number, deed: () => void): Timer {
    return this.at(this.now + milliseconds, deed)
  }

  wait(milliseconds: number): Promise<void> {
    return new Promise((resolve) => this.after(milliseconds, resolve))
  }

  /** When the next deed is due; null when there is none. */
  next(): number | null {
    for (let top = this.heap[0]; top; top = this.heap[0]) {
      if (top.deed) return top.time
      this.pop()
    }
    return null
  }

  /** Does the next deed and lets everything settle. False when there is none. */
  async step(): Promise<boolean> {
    if (this.next() === null) return false
    const timer = this.pop()
    if (!timer) return false
    this.now = Math.max(this.now, timer.time)
    timer.deed?.()
    await settled()
    return true
  }

  private pop(): Timer | undefined {
    const { heap } = this
    const first = heap[0]
    const last = heap.pop()
    if (last && heap.length > 0) {
      heap[0] = last
      this.sink()
    }
    return first
  }

  private rise(start: number): void {
    for (let index = start; index > 0; ) {
      const parent = (index - 1) >> 1
      if (!this.swapIfEarlier(index, parent)) return
      index = parent
    }
  }

  private sink(): void {
    for (let index = 0; ; ) {
      const left = 2 * index + 1
      const right = left + 1
      const child = this.isEarlier(right, left) ? right : left
      if (!this.swapIfEarlier(child, index)) return
      index = child
    }
  }

  private swapIfEarlier(a: number, b: number): boolean {
    if (!this.isEarlier(a, b)) return false
    const { heap } = this
    const first = heap[a]
    const second = heap[b]
    if (!first || !second) return false
    heap[a] = second
    heap[b] = first
    return true
  }

  private isEarlier(a: number, b: number): boolean {
    const first = this.heap[a]
    const second = this.heap[b]
    if (!first || !second) return false
    return first.time < second.time || (first.time === second.time && first.turn < second.turn)
  }
}

/** Resolves when no promise can go on any more without time passing. */
export function settled(): Promise<void> {
  return new Promise((resolve) => realImmediate(resolve))
}
