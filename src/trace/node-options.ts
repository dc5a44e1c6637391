/** The variable from which each Node.js process takes options, whatever starts it: npm, tsx, nodemon, a test runner. */
export const NODE_OPTIONS = 'NODE_OPTIONS'

/**
 * NODE_OPTIONS with the instrument in it. What is there already stays, behind it: the instrument must be there before anything loads
 * express-session.
 * @param present what the variable holds; undefined if it is not set
 * @param instrument the address of its file, as in `file:///a/register.js`: a space in it is `%20`, so it needs no quotes
 */
export function withInstrument(present: string | undefined, instrument: string): string {
  const own = `--import=${instrument}`
  return present === undefined || present.trim() === '' ? own : `${own} ${present}`
}
