import { lineOf, placeIn, placeName, type Place } from '../location.ts'
import type { Problem, Remains } from '../problem.ts'
import type { FoundApp } from '../protocol.ts'
import { escaped, lineWith, withoutComments } from '../source.ts'

/** What is wrong where a file does not have exactly one app. */
export function appsProblem(apps: readonly FoundApp[], { file, read }: Remains): Problem {
  const text = withoutComments(read(file))
  const places = apps.map(({ stack, exported }): Place | null => {
    if (stack !== null) return placeIn(stack, file)
    const line = exportLine(text, exported ?? '')
    return line === null ? null : { file, line }
  })
  if (apps.length > 1) {
    const told = apps.map(({ stack, exported }, i) => {
      const how = stack === null ? `one is exported as ${exported}` : 'one listens'
      const place = places[i]
      return place ? `${how} in ${placeName(place, file).replace('Line', 'line')}` : how
    })
    return {
      kind: 'several-apps',
      message: `There are ${apps.length} apps: ${told.join(', ')}.`,
      hint: 'Keep one. Routes and middleware belong to the app on which they are called.',
      line: lineOf(places.at(-1) ?? null, file),
    }
  }
  if (apps[0]?.secure) {
    const line = lineOf(places[0] ?? null, file)
    return {
      kind: 'no-app',
      message: `${line === null ? 'Your file' : `Line ${line}`} listens with HTTPS, and this exercise speaks HTTP.`,
      hint: 'Use app.listen(3000) here. In a real server HTTPS is right.',
      line,
    }
  }
  const line = lineWith(text, /\bexpress\s*\(\s*\)/)
  if (line === null) {
    return {
      kind: 'no-app',
      message: 'Your file makes no Express app.',
      hint: 'Make one with const app = express(), and end the file with app.listen(3000).',
      line,
    }
  }
  return {
    kind: 'no-app',
    message: `The app of line ${line} neither listens nor is exported, so nobody can reach it.`,
    hint: 'End the file with app.listen(3000).',
    line,
  }
}

/** Where something is exported, or null. */
function exportLine(text: string, name: string): number | null {
  const listed = `\\bexport\\s*\\{[^}]*\\b${escaped(name)}\\b`
  const itself =
    name === 'default' ? '\\bexport\\s+default\\b' : `\\bexport\\s+(?:const|let|var)\\s+${escaped(name)}\\b`
  return lineWith(text, new RegExp(`${itself}|${listed}`))
}
