import { lineOf, placeIn, placeName, type Place } from '../location.ts'
import type { Ending, Problem, Remains } from '../problem.ts'
import { closing, onlyLineWith, routeLine, withoutComments } from '../source.ts'

/** A loop that has no end of its own. */
const ENDLESS = /\b(?:while\s*\(\s*(?:true|1)\s*\)|for\s*\(\s*;\s*;\s*\))/

/** Too much time has passed. */
export function slowProblem(
  { limitMs, busy, request }: Extract<Ending, { readonly kind: 'slow' }>,
  { file, read, words, ready }: Remains,
): Problem {
  const after = `After ${limitMs / 1000} seconds`
  if (busy) {
    const place = loopPlace(placeIn(words, file), read)
    const line = place === null ? onlyLineWith(withoutComments(read(file)), ENDLESS) : lineOf(place, file)
    const where = place === null ? (line === null ? '' : ` in line ${line}`) : ` in ${lowered(placeName(place, file))}`
    return {
      kind: 'loop',
      message: `${after} your code was still busy${where}.`,
      hint: 'It looks like a loop that never ends. While it runs, Node.js answers nobody.',
      line,
    }
  }
  if (!ready) {
    const line = onlyLineWith(withoutComments(read(file)), /\bexpress\s*\(\s*\)/)
    return {
      kind: 'slow',
      message:
        line === null
          ? `${after} no app of your file listened.`
          : `${after} the app of line ${line} did not listen yet.`,
      hint: 'End the file with app.listen(3000). If it does, look for an await before it that waits too long.',
      line,
    }
  }
  if (request?.begun) {
    return {
      kind: 'slow',
      message: `${after} the answer to ${request.name} had begun, and had not ended.`,
      hint: 'Call res.end() when all of it is written, and look for a timer that writes again and again.',
      line: routeLine(request.name, read(file)),
    }
  }
  return {
    kind: 'slow',
    message: request === null ? `${after} not everything was checked.` : `${after} ${request.name} had no answer.`,
    hint: 'Look for a timer that is too long, or for a handler that neither sends an answer nor calls next().',
    line: request === null ? null : routeLine(request.name, read(file)),
  }
}

/**
 * Where a busy function loops. V8 stops it where it goes round, or where it goes on after an `await`, and then the stack names the
 * line where the function begins: which of the two it is depends on the moment.
 */
function loopPlace(place: Place | null, read: Remains['read']): Place | null {
  if (place === null) return null
  const lines = withoutComments(read(place.file)).split('\n')
  const rest = lines.slice(place.line - 1).join('\n')
  // The body of a function that begins in that line, and nothing where none does.
  const head = /^[^\n]*(?:=>|\))\s*\{[ \t]*$/m.exec(lines[place.line - 1] ?? '')
  if (!head || LOOP.test(head[0])) return place
  const start = head[0].trimEnd().length
  const line = onlyLineWith(rest.slice(start, closing(rest, start)), LOOP)
  return line === null ? place : { ...place, line: place.line + line - 1 }
}

const LOOP = /\b(?:for|while|do)\b/

const lowered = (text: string): string => text.charAt(0).toLowerCase() + text.slice(1)
