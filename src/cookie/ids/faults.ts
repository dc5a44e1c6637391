/**
 * What went wrong where an id was put together, as far as the id itself tells: what JavaScript makes of things that are put into a text
 * and are none. Null for nothing that is known.
 */
export const faultIn = (id: string): string | null => FAULTS.find(({ shows }) => shows.test(id))?.says ?? null

const FAULTS: readonly { readonly shows: RegExp; readonly says: string }[] = [
  {
    shows: /\[object Promise\]/,
    says: 'A promise was put into the text, and a text does not wait for what it promises. What genid uses must be there at once.',
  },
  {
    shows: /\$\{.*\}/,
    says: 'What is in ${...} is filled in only between backticks, and this text stands between quotes.',
  },
  {
    shows: /=>|\bfunction\b|\[native code\]/,
    says: 'That is the source of a function, which was named and not called: a pair of parentheses is missing.',
  },
  {
    shows: /\bundefined\b|\bNaN\b|\bnull\b|\[object /,
    says: 'What was to make them differ had no value that a text can show. Look at where it comes from: whether it was there yet, and whether there was enough of it.',
  },
]
