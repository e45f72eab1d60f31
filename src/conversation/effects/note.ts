import { defineEffect } from "./effect"

/** Something the operator should read on the timeline. */
export const note = defineEffect({
  type: "note",
  isRecord: true,
  perform: async () => ({}),
  line: ({ text }) => ({ type: "note", text }),
})
