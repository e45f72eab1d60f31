import type { Clock } from "./clock"

/** What happened, in order: the newest lines, and a hash of all of them. */
export class Trace {
  lines: string[] = []
  count = 0
  hash = 0x811c9dc5

  constructor(
    private readonly clock: Clock,
    /** Lines kept for a replay. */
    private readonly kept: number,
  ) {}

  add(line: string): void {
    this.count += 1
    const stamped = `${this.clock.now} ${line}`
    for (let index = 0; index < stamped.length; index++)
      this.hash = Math.imul(this.hash ^ stamped.charCodeAt(index), 0x01000193)
    this.lines.push(stamped)
    if (this.lines.length > 2 * this.kept) this.lines = this.lines.slice(-this.kept)
  }
}
