/** What JavaScript writes where something is missing. */
const MISSING = /^(?:undefined|null|NaN|\[object \w+\])$/

/** What pages write where a reader should put something of their own: in brackets, with `your`, or as a row of x. */
const TO_FILL_IN =
  /^(?:<[^<>]*>|\{{1,2}[\w .-]+\}{1,2}|\$\{?[\w.]+\}?|%\w+%|\[[A-Za-z _-]+\]|(?:\w+[-_ ])?(?:your|insert|paste|replace)[-_ ][\w -]+|x{3,64}|\*{3,64}|\.{3,64}|\u2026|session[-_ ]?id)$/i

/** What was printed in front of a value: a label, `req.` and a path, an arrow. */
const LABEL =
  /^(?:(?:set-)?cookies?(?:\s{0,9}[:=])?\s{0,9}|req\.[\w.[\]'"-]{1,80}\s{0,9}(?:=>|[:=]|->|\u2192)?\s{0,9}|[\w.$[\]'"-]{1,80}(?: [\w.$[\]'"-]{1,20}){0,3}\s{0,9}(?::|=>|->|\u2192)\s{0,9})/i

/** Nothing, or an object, as JavaScript prints it in place of a value. */
const NOTHING = /^["']?(?:undefined|null|NaN|\[object \w{1,20}\]|Promise \{ <pending> \})["']?$/i

const unlabelled = (line: string): string => line.trim().replace(LABEL, '')

/** Whether a text is one or more values that are missing, each with or without its label. */
export const isPrintedNothing = (text: string): boolean =>
  text.split('\n').every((line) => NOTHING.test(unlabelled(line)))

/** Whether a text is cookies as a server reads them, printed without one that has a value. */
export const holdsNoCookie = (text: string): boolean =>
  /^(?:\[Object: null prototype\] \{[^{}]*\}|\{\s*(?:[\w'".-]+\s*:\s*false\s*(?:,\s*|(?=\})))*\})$/.test(
    text.startsWith('[Object: ') ? text : unlabelled(text),
  )

/** Whether a text is quotes with nothing between, perhaps as a console answers. */
export const isEmptyText = (text: string): boolean =>
  /^(?:""|'')$/.test(unlabelled(text.replace(/^document\.cookie;?\s*\n(?:[<\u2190] )?/, '')))

/** Whether a value stands for one that its reader has. */
export const isToFillIn = (value: string): boolean => TO_FILL_IN.test(value)

/** What is said of a value that stands for another one: a sentence what it is, one what to do. Null for any other. */
export function placeholderIn(value: string): string | null {
  if (MISSING.test(value))
    return (
      'The value is what JavaScript writes where something is missing, so no session can be found with it. ' +
      'See which variable was put into the header.'
    )
  return TO_FILL_IN.test(value)
    ? 'The value stands for one of your own, as in documentation, so no session can be found with it. ' +
        'Put in the value of your cookie, from the browser or from Set-Cookie.'
    : null
}
