/**
 * Says what happened to a signed value that was changed on its way.
 * @param value decoded
 * @returns one sentence what, one what to do; null where nothing can be seen
 */
export function nearMissIn(value: string): string | null {
  if (/^S:[^a-z]+\.[^a-z]{20,}$/.test(value))
    return (
      'All letters are capitals, as a form or a spreadsheet makes them, and a signature tells large from small letters. ' +
      'Copy the cookie again where it was not changed.'
    )
  if (/^s:[^ ]+\.[A-Za-z0-9+/ ]{43}$/.test(value) && value.includes(' ', value.lastIndexOf('.')))
    return (
      'A + of the signature had become a blank, as URL decoding of a form does, so a server refuses it as it stands there. ' +
      'Send it as it was set, with %2B.'
    )
  return null
}
