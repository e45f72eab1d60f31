import { bot, flow, node, type Story, tap, user, wait } from "../story"

const drinks = [
  { id: "tea", title: "Tea" },
  { id: "coffee", title: "Coffee" },
  { id: "cafe", title: "Café crème" },
]

/** Stories of messages, questions and menus. */
export const talk: Story[] = [
  {
    name: "a message is said, with a file and a link",
    flow: flow([
      node("Hello", "message", { text: "Hi {{ contact.name }}, you wrote: {{ message.text }}" }, { next: "Card" }),
      node(
        "Card",
        "message",
        {
          text: "Our card",
          media: { kind: "image", url: "https://files.test/card.png" },
        },
        { next: "Shop" },
      ),
      node("Shop", "message", {
        text: "Our shop",
        link: { title: "Open", url: "https://shop.test/{{ contact.name }}" },
      }),
    ]),
    lines: [
      user("hello"),
      bot("Hi Thandi, you wrote: hello"),
      bot("Our card", { media: "https://files.test/card.png" }),
      bot("Our shop", { link: "https://shop.test/Thandi" }),
    ],
    end: "ended",
  },
  {
    name: "what a customer writes is never a template",
    flow: flow([
      node("Ask", "question", { text: "Your name?" }, { answered: "Say" }),
      node("Say", "message", { text: "Hi {{ Ask.value }}" }),
    ]),
    lines: [user("x"), bot("Your name?"), user("{{ contact.phone }}"), bot("Hi {{ contact.phone }}")],
    end: "ended",
  },
  {
    name: "a question is asked again until its tries are used up",
    flow: flow([
      node(
        "Age",
        "question",
        { text: "How old are you?", answer: "integer", minimum: 18, retries: 1 },
        {
          answered: "Yes",
          invalid: "No",
        },
      ),
      node("Yes", "message", { text: "{{ Age.value }} it is." }),
      node("No", "message", { text: "Never mind." }),
    ]),
    lines: [
      user("hi"),
      bot("How old are you?"),
      user("17"),
      bot("Please answer with a number, such as 12."),
      user("twenty"),
      bot("Never mind."),
    ],
    end: "ended",
  },
  {
    name: "a question gives up when nobody answers, and a late answer begins anew",
    flow: flow([
      node("Ask", "question", { text: "Still there?", timeoutSeconds: 60 }, { answered: "Yes", timeout: "No" }),
      node("Yes", "message", { text: "Good." }),
      node("No", "message", { text: "Goodbye." }),
    ]),
    lines: [user("hi"), bot("Still there?"), wait(59), wait(1), bot("Goodbye."), user("yes"), bot("Still there?")],
    end: "waiting",
  },
  {
    name: "a wrong answer gives the customer time again",
    flow: flow([
      node(
        "Ask",
        "question",
        { text: "Your e-mail?", answer: "email", timeoutSeconds: 60 },
        {
          answered: "Yes",
          timeout: "No",
        },
      ),
      node("Yes", "message", { text: "We will write to {{ Ask.value }}." }),
      node("No", "message", { text: "Goodbye." }),
    ]),
    lines: [
      user("hi"),
      bot("Your e-mail?"),
      wait(50),
      user("me@home"),
      bot("Please send a full email address, such as name@example.com."),
      wait(50),
      user("me@home.test"),
      bot("We will write to me@home.test."),
    ],
    end: "ended",
  },
  {
    name: "a word cancels a question",
    flow: flow([
      node(
        "Ask",
        "question",
        { text: "Your name?", cancelWords: ["stop asking"] },
        {
          answered: "Yes",
          cancelled: "No",
        },
      ),
      node("Yes", "message", { text: "Hi {{ Ask.value }}" }),
      node("No", "message", { text: "As you like." }),
    ]),
    lines: [user("hi"), bot("Your name?"), user("Stop asking!"), bot("As you like.")],
    end: "ended",
  },
  {
    name: "yes and no can be tapped or written",
    flow: flow([
      node("Sure", "question", { text: "Are you sure?", answer: "yesno" }, { answered: "Again" }),
      node("Again", "question", { text: "Really ({{ Sure.value }})?", answer: "yesno" }, { answered: "End" }),
      node("End", "end", { text: "{{ Again.value }}" }),
    ]),
    lines: [
      user("hi"),
      bot("Are you sure?", { choices: ["Yes", "No"] }),
      tap("Yes"),
      bot("Really (true)?", { choices: ["Yes", "No"] }),
      user("nope"),
      bot("false"),
    ],
    end: "ended",
  },
  {
    name: "a menu understands its buttons, numbers, titles and beginnings",
    flow: flow([
      node(
        "Drink",
        "menu",
        { text: "What will it be?", options: drinks },
        {
          "option:tea": "Said",
          "option:coffee": "Said",
          "option:cafe": "Said",
        },
      ),
      node("Said", "message", { text: "{{ Drink.title }}!" }, { next: "Drink" }),
    ]),
    lines: [
      user("hi"),
      bot("What will it be?", { choices: ["Tea", "Coffee", "Café crème"] }),
      tap("Coffee"),
      bot("Coffee!"),
      bot("What will it be?", { choices: ["Tea", "Coffee", "Café crème"] }),
      user("3."),
      bot("Café crème!"),
      bot("What will it be?", { choices: ["Tea", "Coffee", "Café crème"] }),
      user("TEA"),
      bot("Tea!"),
      bot("What will it be?", { choices: ["Tea", "Coffee", "Café crème"] }),
      user("cafe c"),
      bot("Café crème!"),
      bot("What will it be?", { choices: ["Tea", "Coffee", "Café crème"] }),
      user("c"),
      bot("Please choose one of the options.", { choices: ["Tea", "Coffee", "Café crème"] }),
    ],
    end: "waiting",
  },
  {
    name: "a button of another menu further up is no choice",
    flow: flow([
      node(
        "One",
        "menu",
        { text: "First?", options: [{ id: "a", title: "Apple" }], retries: 0 },
        { "option:a": "Two" },
      ),
      node(
        "Two",
        "menu",
        { text: "Second?", options: [{ id: "a", title: "Pear" }], retries: 0 },
        {
          "option:a": "Bought",
          other: "Sorry",
        },
      ),
      node("Bought", "end", { text: "Bought." }),
      node("Sorry", "end", { text: "Nothing bought." }),
    ]),
    lines: [
      user("hi"),
      bot("First?", { choices: ["Apple"] }),
      tap("Apple"),
      bot("Second?", { choices: ["Pear"] }),
      tap("Apple"),
      bot("Nothing bought."),
    ],
    end: "ended",
  },
  {
    name: "a menu gives up when nobody chooses",
    flow: flow([
      node("Pick", "menu", { text: "Pick", options: drinks, timeoutSeconds: 30 }, { timeout: "Late" }),
      node("Late", "end", { text: "Too late." }),
    ]),
    lines: [user("hi"), bot("Pick", { choices: ["Tea", "Coffee", "Café crème"] }), wait(30), bot("Too late.")],
    end: "ended",
  },
]
