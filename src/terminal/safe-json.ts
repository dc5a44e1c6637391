const UNSAFE_IN_JSON = /[\u007f-\u009f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]/g

/** Valid JSON on one line. What JSON leaves raw and a terminal obeys, such as C1 controls, is escaped as well. */
export function safeJson(value: unknown): string {
  const json = JSON.stringify(value)
  // In text of ASCII alone only DEL is unsafe, and counting bytes is many times faster than looking at each character.
  if (Buffer.byteLength(json) === json.length && !json.includes('\u007f')) return json
  return json.replace(UNSAFE_IN_JSON, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`)
}
