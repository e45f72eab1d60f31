/** Something the customer can choose by tapping it or by writing its number or title. */
export interface Choice {
  /** Comes back when it is tapped; unique in its message. */
  id: string
  title: string
  description?: string
}

/** A file that the channel fetches from a public https address. */
export interface Media {
  kind: "image" | "video" | "audio" | "document"
  url: string
  filename?: string
}

/** What a flow says: one rich message that every channel shows as well as it can. */
export interface Message {
  text: string
  media?: Media
  choices?: Choice[]
  /** The label that opens a list of choices, where a channel has lists. */
  choicesTitle?: string
  /** A button that opens an address. With `purpose`, what it is for in a few words, the link can do without the text. */
  link?: { title: string; url: string; purpose?: string }
}

/** What a customer wrote or tapped, the same from every channel. */
export interface Reply {
  /** The words: a text, a caption, a tapped title, a place's name; empty when there are none. */
  text: string
  /** The id of the choice that was tapped. */
  choice?: string
  media?: { kind: "image" | "video" | "audio" | "document" | "sticker"; reference: string; mimeType: string }
  location?: { latitude: number; longitude: number; name?: string }
}

/** What one message on a channel can carry. `null` means the channel has no such thing. Lengths are UTF-16 code units. */
export interface ChannelLimits {
  /** Characters of a plain text. */
  text: number
  /** SMS segments of a plain text, where the channel is SMS. */
  segments: number | null
  /** Characters of the text beside a file, and which kinds of file there are; `null` sends the address as text. */
  media: { caption: number; kinds: readonly Media["kind"][] } | null
  /** Tappable buttons: how many, how long a title, how long the text above. */
  buttons: { count: number; title: number; text: number } | null
  /** A list opened by a button. */
  list: { count: number; title: number; description: number; opener: number; text: number } | null
  /** A button that opens an address. */
  link: { title: number; text: number } | null
  /** Characters of what fills the one variable of an approved template, the only thing sent once free text is refused. */
  templates: { text: number } | null
}
