/** The longest that one piece of text is recorded, in characters: a line of the trace, an error, an id. */
export const MOST_TEXT = 10_000

/** A text, cut where it is too long, saying so. @param most in characters */
export const shortened = (text: string, most = MOST_TEXT): string =>
  text.length > most ? `${text.slice(0, most)}... (+ ${text.length - most} characters)` : text
