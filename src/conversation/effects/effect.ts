import { type HttpResponse, jsonResponse } from "../../core/exchange"
import type { OrderShown, OrderTold } from "../../core/order/news"
import { ATTEMPTS } from "../../core/retry"
import type { World } from "../../deployment/deployment"
import type { Path } from "../../platform/failure"
import type { Asker, OutboxRow, Owed, OwedOf } from "../owed"
import type { Passed } from "../passed"
import type { State } from "../state"

/** The outside as something owed finds it: `present` is the conversation at that moment, which may change meanwhile. */
interface Door {
  world: World
  present(): State
  row: OutboxRow
}

/** What follows from something owed, be it done or given up: taken in the transaction that says so. */
export interface Then {
  /** For the run that asked and waits. */
  answer?: { response: HttpResponse | null; reason: string | null }
  told?: OrderTold[]
  /** How the order that was told can be paid beside its link. */
  shown?: OrderShown
  owes?: Owed[]
}

/** What came of it. */
export interface Done extends Then {
  /** The channel's id of a message. */
  reference?: string | null
  /** What was owed as it was done, and what is still to be done of it: a template holds less than a message. */
  part?: { done: Owed; rest: Owed[] }
}

/** A line of the timeline, without what is private. */
interface Line {
  type: "sent" | "note" | "request" | "duty"
  text: string
  /** Titles offered. */
  choices?: string[]
  /** The address of a link. */
  link?: string
  /** Where its answer led. */
  led?: { at: number; nodes: Passed[] }
}

/** What is said of something that can be owed: which of what holds, and its behaviour. */
interface Definition<Type extends Owed["type"]> {
  type: Type
  /** Nothing has to be done about it: it is a line of the timeline from the beginning. */
  isRecord?: boolean
  /** Words to the customer: they stop on silence, wait for their account however long that takes, and are hurried. */
  isWords?: boolean
  /** Dropped with the run that asked for it, as long as nobody began to do it. */
  dropsWithRun?: boolean
  /** Done at once besides where words are held: people must find the conversation all the same. */
  isDoneBesideHeld?: boolean
  /** Words wait for it: a service that asks to be left alone keeps the customer waiting no longer than trying again does. */
  isBrief?: boolean
  /** Tries while it would have to be held; what stands before words may not hold them. Words wait for ever. */
  heldTries?: number
  /**
   * Does it, as the conversation is at that moment. Throws a Failure when it could not be done; safe to do again after a
   * crash.
   */
  perform(door: Door, owed: OwedOf<Type>): Promise<Done>
  /** The same with what has to be known of the run that asks for it. */
  asked?(owed: OwedOf<Type>, run: Asker): Owed
  /** What follows once it is given up. */
  fails?(owed: OwedOf<Type>, key: string, reason: string): Then
  /** The same on another path; null where it has no other. */
  switched?(owed: OwedOf<Type>, to: Path): Owed | null
  /** The same, once its answer took the run on. */
  answered?(owed: OwedOf<Type>, led: NonNullable<Line["led"]>): Owed
  line(owed: OwedOf<Type>): Line
}

/** Something that can be owed: all that the conversation knows of it. Its functions are for what is owed of its type alone. */
export interface EffectType<Type extends Owed["type"] = Owed["type"]> {
  type: Type
  isRecord: boolean
  isWords: boolean
  dropsWithRun: boolean
  isDoneBesideHeld: boolean
  isBrief: boolean
  heldTries: number
  perform(door: Door, owed: Owed): Promise<Done>
  asked(owed: Owed, run: Asker): Owed
  fails(owed: Owed, key: string, reason: string): Then
  switched(owed: Owed, to: Path): Owed | null
  answered(owed: Owed, led: NonNullable<Line["led"]>): Owed
  line(owed: Owed): Line
}

/** Declares something that can be owed; what is not said is no. */
export function defineEffect<Type extends Owed["type"]>(definition: Definition<Type>): EffectType<Type> {
  const { type, isRecord = false, isWords = false, dropsWithRun = false } = definition
  const { isDoneBesideHeld = false, isBrief = false, heldTries = ATTEMPTS } = definition
  function own(owed: Owed): OwedOf<Type> {
    if (owed.type !== type) throw new Error(`${owed.type} is no ${type}`)
    return owed as OwedOf<Type>
  }
  return {
    ...{ type, isRecord, isWords, dropsWithRun, isDoneBesideHeld, isBrief, heldTries },
    perform: (door, owed) => definition.perform(door, own(owed)),
    asked: (owed, run) => definition.asked?.(own(owed), run) ?? owed,
    fails: (owed, key, reason) => definition.fails?.(own(owed), key, reason) ?? {},
    switched: (owed, to) => definition.switched?.(own(owed), to) ?? null,
    answered: (owed, led) => definition.answered?.(own(owed), led) ?? owed,
    line: (owed) => definition.line(own(owed)),
  }
}

/** What a run is answered, as by any service that it asks. */
export function answerOf(status: number, body: object): NonNullable<Then["answer"]> {
  return { response: jsonResponse(status, body), reason: null }
}

/** Tries of what stands before words while an account cannot be used: about twenty seconds. */
export const BRIEF_TRIES = 3
