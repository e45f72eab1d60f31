import { bot, flow, node, type Story, user } from "../story"

/** Stories of conditions, variables and going to other flows. */
export const logic: Story[] = [
  {
    name: "a condition compares numbers as numbers",
    flow: flow([
      node("Age", "question", { text: "How old are you?", answer: "integer" }, { answered: "Old" }),
      node(
        "Old",
        "condition",
        { cases: [{ name: "adult", left: "{{ Age.value }}", operator: "at least", right: "18" }] },
        {
          adult: "Yes",
          else: "No",
        },
      ),
      node("Yes", "message", { text: "Welcome." }),
      node("No", "message", { text: "Not yet." }),
    ]),
    lines: [user("hi"), bot("How old are you?"), user("9"), bot("Not yet.")],
    end: "ended",
  },
  {
    name: "variables build on one another and are read by later nodes",
    flow: flow([
      node("Count", "question", { text: "How many?", answer: "integer" }, { answered: "Sum" }),
      node(
        "Sum",
        "set",
        {
          assignments: [
            { name: "each", value: "25", as: "number" },
            { name: "total", value: "{{ Count.value | times: each }}", as: "number" },
            { name: "bag", value: '{"items":[{{ Count.value }}]}', as: "json" },
          ],
        },
        { next: "Say" },
      ),
      node("Say", "message", { text: "{{ bag.items[0] }} times {{ each }} is {{ total }}." }),
    ]),
    lines: [user("hi"), bot("How many?"), user("4"), bot("4 times 25 is 100.")],
    end: "ended",
  },
  {
    name: "one flow hands over to another and takes what it knows along",
    flow: flow([
      node("Name", "question", { text: "Your name?" }, { answered: "On" }),
      node("On", "goto", { flow: "second", carry: true }),
    ]),
    others: {
      second: flow([node("Hi", "end", { text: "Second flow, {{ carried.Name.value }} ({{ contact.name }})." })], {
        triggers: {},
      }),
    },
    lines: [user("x"), bot("Your name?"), user("Ada"), bot("Second flow, Ada (Thandi).")],
    end: "ended",
  },
  {
    name: "flows that hand over to one another in a circle stop",
    flow: flow([node("On", "goto", { flow: "second" })]),
    others: { second: flow([node("Back", "goto", { flow: "story" })], { triggers: {} }) },
    lines: [user("x")],
    end: "ended",
  },
  {
    name: "the end says its last words",
    flow: flow([node("End", "end", { text: "Bye {{ contact.name }}." })]),
    lines: [user("x"), bot("Bye Thandi.")],
    end: "ended",
  },
]
