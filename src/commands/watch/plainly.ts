import type { Environment } from '../../environment.ts'
import { lineReader } from '../../terminal/line-reader.ts'
import { createStyle } from '../../terminal/style.ts'
import { keyOfWord } from '../../terminal/watch/keys.ts'
import { NOTHING_SAID, renderUnknown, tellNews } from '../../terminal/watch/plainly.ts'
import type { Watching } from './watching.ts'

/**
 * Writes each result below the one before, and takes words in place of keys, until it is over. When there are no more words, it ends
 * with the next result.
 * @throws the reason of the interruption
 */
export async function watchPlainly(watching: Watching, environment: Environment): Promise<void> {
  const style = await createStyle(environment)
  const lines = lineReader(environment.stdin, environment.interrupted)
  let said = NOTHING_SAID
  const tell = () => {
    // What has gone wrong is told elsewhere.
    if (!watching.over?.error) {
      const { news, said: now } = tellNews(watching.state, said, style)
      said = now
      if (news !== '') environment.stdout.write(news)
    }
    // What waits for a line hears that there is none.
    if (watching.over) lines.close()
  }
  const stop = watching.subscribe(tell)
  try {
    tell()
    while (!watching.over) {
      const line = await lines.next()
      if (line === null) return await untilOver(watching)
      const typed = line.trim().toLowerCase()
      const before = watching.state
      if (watching.dispatch({ type: 'key', key: keyOfWord(typed) }) || watching.over) continue
      if (typed !== '') {
        environment.stdout.write(renderUnknown(typed, before))
      } else {
        // Enter alone asks for what was said before.
        said = { ...said, text: '' }
        tell()
      }
    }
  } finally {
    stop()
    lines.close()
  }
}

/** Resolves with the next result. An interruption gives the run up, and that is one. */
function untilOver(watching: Watching): Promise<void> {
  watching.dispatch({ type: 'input-ended' })
  return new Promise((resolve) => {
    const stop = watching.subscribe(look)
    look()
    function look(): void {
      if (!watching.over) return
      stop()
      resolve()
    }
  })
}
