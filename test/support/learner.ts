import type { OpenTerminal } from './terminal.ts'

/** A page that asks to predict, and waits for an answer. */
export const isPrediction = (page: string): boolean =>
  /^(1-\d|enter) choose/.test(keyBar(page)) && /^ Predict /m.test(page)

/** The card that ends a lesson. */
export const isEndCard = (page: string): boolean => /^ .* Break a claim \(\d+ of \d+ broken\)$/m.test(page)

/** A page with an exchange on it: its server can be given other options. */
export const isExchange = (page: string): boolean => /x options .*c curl/.test(keyBar(page))

/** The keys that a page offers, as in `enter next  b back  q quit`. */
export function keyBar(page: string): string {
  const bar = page.split(/\n\s*\n/).at(-1) ?? ''
  return bar.replaceAll(/\s+/g, ' ').trim()
}

/** The `step N of M` of a page, or an empty text. */
export const stepOf = (page: string): string => /step \d+ of \d+/.exec(page)?.[0] ?? ''

/** Goes to the next page. Predictions are answered with the first answer. */
export const goOn = (terminal: OpenTerminal, page: string): Promise<string> =>
  terminal.turn(isPrediction(page) ? '1' : 'enter')

/** Plays on from a page, the present one included, to one that is wanted. @throws if the lesson ends before */
export async function playTo(
  terminal: OpenTerminal,
  wanted: (page: string) => boolean,
  from?: string,
): Promise<string> {
  let page = from ?? (await terminal.turn())
  while (!wanted(page)) {
    if (isEndCard(page)) throw new Error(`The lesson ended before the page that was wanted:\n\n${page}`)
    page = await goOn(terminal, page)
  }
  return page
}

/** How many choices a list shows. */
export const choicesOf = (list: string): number => list.match(/^ [ ❯>] +\d+ {2}/gm)?.length ?? 0

/** Chooses from a list. The first is selected already, and the number 1 would wait for another digit in a long list. */
export const choose = (terminal: OpenTerminal, number: number): Promise<string> =>
  terminal.turn(number === 1 ? 'enter' : String(number))

/** Chooses the last of a list, which need not have room on the screen. The arrow keys go round its ends. */
export const chooseLast = (terminal: OpenTerminal): Promise<string> => terminal.turn('up', 'enter')

/** With `--plain`, presses Enter until something is written. @returns what was written since the last Enter */
export async function goOnPlainly(terminal: OpenTerminal, wanted: RegExp): Promise<string> {
  let page = terminal.page()
  while (!wanted.test(page)) {
    terminal.press('\r')
    page = await terminal.waitFor(PLAIN_QUESTION)
  }
  return page
}

/** What waits for a line with `--plain`, at the end of what was written. */
export const PLAIN_QUESTION = /(Type a number [^.:]*:|Press Enter to go on, [^.]*\.|Type the number [^:]*:)$/
