import { speaker } from "../core/text/sentence"
import { coreSentences } from "../core/text/sentences"

/** What is said of flows that cannot work, or hardly as anybody wants it. */
const own = {
  // Of the document.
  noDocument: () => "A flow is a JSON object: import the file that the export wrote.",
  tooLarge: () => "The flow is larger than a million characters: split it into several.",
  notJson: () => "The flow has something in it that is not JSON.",
  tooDeep: ({ limit }: { limit: number }) => `The flow is nested more than ${limit} deep.`,
  prototype: () => `The flow uses the name "__proto__": no flow can.`,
  identifier: () => "It must be letters, digits, - and _, at most 40.",
  nodeName: () => "It must be a letter, then letters, digits and _, at most 40.",
  nodeNameTaken: () => "It is a name that the flow itself uses.",
  strayField: ({ field }: { field: string }) => `There is no field "${field}": remove it.`,
  strayFieldLike: ({ field, like }: { field: string; like: string }) =>
    `There is no field "${field}": did you mean "${like}"?`,

  // Of its nodes together.
  typeUnknown: ({ type }: { type: string }) => `There is no node type "${type}": choose another.`,
  idTwice: ({ id }: { id: string }) => `Two nodes have the id "${id}": give one another.`,
  nameTwice: ({ name }: { name: string }) => `Two nodes are called "${name}": rename one.`,
  startAbsent: ({ id }: { id: string }) => `There is no node "${id}" to start at: choose one.`,
  keywordEmpty: () => "A keyword needs a letter or a digit.",
  keywordTwice: ({ keyword }: { keyword: string }) =>
    `The keyword "${keyword}" is there twice (case and accents do not count): remove one.`,
  channelAbsent: ({ id }: { id: string }) => `There is no channel account "${id}": choose another.`,
  flowAbsent: ({ id }: { id: string }) => `There is no published flow "${id}": publish it first, or choose another.`,
  unreachable: ({ name }: { name: string }) => `Nothing leads to ${name}: connect an exit to it, or delete it.`,
  circle: ({ names }: { names: string }) =>
    `${names} can go round without the customer doing anything: ask something in between.`,
  exitAbsent: ({ exit }: { exit: string }) => `The node has no exit "${exit}": remove the connection.`,
  targetAbsent: ({ id }: { id: string }) => `There is no node "${id}" to go to: connect the exit to another.`,
  notConnected: ({ exit }: { exit: string }) => `"${exit}" is not connected: say what comes next.`,
  template: ({ reason }: { reason: string }) => `The template does not work: ${reason}.`,
  silentEnd: ({ name }: { name: string }) => `${name}: the flow ends and the customer hears nothing.`,
  silentExit: ({ name, exit }: { name: string; exit: string }) => `${name} / ${exit}: the customer hears nothing.`,
  silentWait: ({ name }: { name: string }) => `${name}, to who writes while it waits: the customer hears nothing.`,
  hookUntold: ({ name }: { name: string }) =>
    `Nobody is told where to call: put {{ ${name}.hook }} into an API integration before it.`,
  routeAnyMessage: ({ account, flow, name }: { account: string; flow: string; name: string }) =>
    `On ${account === "" ? "every channel account" : `the channel account "${account}"`}, any message already starts the flow "${name}" (${flow}): change one of the two.`,
  routeKeyword: ({ account, keyword, flow, name }: Record<"account" | "keyword" | "flow" | "name", string>) =>
    `On ${account === "" ? "every channel account" : `the channel account "${account}"`}, the keyword "${keyword}" already starts the flow "${name}" (${flow}): change one of the two.`,

  // Of variables.
  variableUnknown: ({ name }: { name: string }) => `Nothing is called "${name}": use the name of a node or a variable.`,
  variableWithout: ({ name, field, fields }: { name: string; field: string; fields: string }) =>
    `"${name}" has no "${field}". It has: ${fields || "nothing"}.`,
  variableTooEarly: ({ name }: { name: string }) =>
    `"${name}" is not there yet: its node comes later, or on another path.`,
  variableClash: ({ name }: { name: string }) =>
    `"${name}" is the name of a node or of the flow's own: give the variable another.`,

  // Of patterns, JSONPaths, headers and addresses, whichever node has them.
  patternTooLong: () => "The pattern is longer than 300 characters.",
  patternUnreadable: ({ reason }: { reason: string }) => `The pattern is no regular expression: ${reason}`,
  patternBracket: () => "The pattern closes a bracket that it did not open.",
  patternLooks: () => "The pattern can use groups, but not look ahead, look behind or name them.",
  patternBack: () => "The pattern cannot refer back to a group.",
  patternRepeats: () =>
    "The pattern repeats a group that can match in several ways: that can take forever. Repeat single characters or classes.",
  patternTooOften: ({ limit }: { limit: number }) => `The pattern repeats more than ${limit} times.`,
  patternTooOpen: () =>
    "The pattern has too many parts of open length: that can take forever. Give them fixed lengths, such as {3}.",
  pathTooLong: () => "The path is longer than 200 characters.",
  pathTooRich: () => "The path can use one $, one .. and one filter, and no lists of selectors.",
  pathUnreadable: ({ reason }: { reason: string }) => `The path is no JSONPath: ${reason}`,
  headerName: ({ name }: { name: string }) => `"${name}" is no name for a header.`,
  headerForbidden: ({ name }: { name: string }) => `The header ${name} is set by the connection itself: leave it out.`,
  callHost: () =>
    "The address must begin with https:// and a host's name in plain letters. Variables may follow after the host only.",
  callNotHttps: () => "The address must begin with https://.",
  callTags: () => "The address can use {{ variables }}, but no {% tags %}.",
  callBlank: () => "The address has a space or a backslash in it.",
} as const

/** All that a check of a flow can say, but for what a node says of its own settings. */
export const flowSentences = { ...coreSentences, ...own }

/** Says what is wrong with a flow. */
export const say = speaker(flowSentences)
