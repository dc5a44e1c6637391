/** A command as an array of bulk strings (Redis serialization protocol, RESP 2), whose lengths count bytes. */
export function encode(command: readonly string[]): string {
  const words = command.map((word) => `$${Buffer.byteLength(word)}\r\n${word}\r\n`)
  return `*${words.length}\r\n${words.join('')}`
}
