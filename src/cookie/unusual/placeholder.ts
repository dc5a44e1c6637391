/** What JavaScript writes where something is missing. */
const MISSING = /^(?:undefined|null|NaN|\[object \w+\])$/

/** What pages write where a reader should put something of their own: in brackets, with `your`, or as a row of x. */
const TO_FILL_IN =
  /^(?:<[^<>]*>|\{{1,2}[\w .-]+\}{1,2}|\$\{?[\w.]+\}?|\[[A-Za-z _-]+\]|(?:\w+[-_ ])?(?:your|insert|paste|replace)[-_ ][\w -]+|x{3,64}|\*{3,64}|\.{3,64}|\u2026|session[-_ ]?id)$/i

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
