/** What a process printed, up to a limit. */
export interface Output {
  /** Standard output and standard error in the order in which they came. May hold control characters. */
  readonly text: string
  /** Characters that were left out because there were too many. */
  readonly left: number
}

const MOST = 20_000

/** Collects what comes out of some streams, from all in one text. */
export function collectOutput(): { read(stream: NodeJS.ReadableStream): void; seen(): Output } {
  let text = ''
  let left = 0
  return {
    read(stream) {
      stream.setEncoding('utf8')
      stream.on('data', (chunk: string) => {
        const room = MOST - text.length
        text += chunk.slice(0, room)
        left += Math.max(0, chunk.length - room)
      })
    },
    seen: () => ({ text, left }),
  }
}
