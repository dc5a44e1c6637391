const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec']

/** RFC 6265bis section 5.1.1, `delimiter`. */
const DELIMITERS = /[\t\x20-\x2f\x3b-\x40\x5b-\x60\x7b-\x7e]+/

/**
 * Reads a date as browsers read Expires: the algorithm of RFC 6265bis section 5.1.1, which takes the parts in any order.
 * `Date.parse` takes other texts than that.
 * @returns milliseconds since 1970, or null for what a browser ignores
 */
export function parseCookieDate(text: string): number | null {
  let time: readonly [number, number, number] | undefined
  let day: number | undefined
  let month: number | undefined
  let year: number | undefined
  for (const token of text.split(DELIMITERS)) {
    const clock = /^(\d{1,2}):(\d{1,2}):(\d{1,2})(?:\D|$)/.exec(token)
    const monthOfToken = MONTHS.indexOf(token.slice(0, 3).toLowerCase())
    if (time === undefined && clock) time = [Number(clock[1]), Number(clock[2]), Number(clock[3])]
    else if (day === undefined && /^\d{1,2}(?:\D|$)/.test(token)) day = Number.parseInt(token, 10)
    else if (month === undefined && monthOfToken !== -1) month = monthOfToken
    else if (year === undefined && /^\d{2,4}(?:\D|$)/.test(token)) year = Number.parseInt(token, 10)
  }
  if (time === undefined || day === undefined || month === undefined || year === undefined) return null
  if (year < 100) year += year >= 70 ? 1900 : 2000
  const [hour, minute, second] = time
  if (year < 1601 || minute > 59 || second > 59) return null
  const date = Date.UTC(year, month, day, hour, minute, second)
  // A day that its month does not have would move into the next month or the one before, and an hour past 23 into another day.
  return new Date(date).getUTCDate() === day ? date : null
}
