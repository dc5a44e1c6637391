import { endOfText } from '../value/json.ts'
import { createJoiner } from './pieces.ts'

/**
 * JSON without the numbers in the middle of long lists: no cookie is in them, and in memory a number takes more room than its
 * digits. What is no JSON stays none.
 */
export function withoutNumbers(text: string): string {
  const joiner = createJoiner()
  const signs = /[",]/g
  let start = 0
  for (let sign = signs.exec(text); sign !== null; sign = signs.exec(text)) {
    if (sign[0] === '"') signs.lastIndex = endOfText(text, sign.index)
    else {
      NUMBERS.lastIndex = signs.lastIndex
      if (!NUMBERS.test(text)) continue
      joiner.add(text.slice(start, signs.lastIndex))
      start = NUMBERS.lastIndex
      signs.lastIndex = start
    }
  }
  joiner.add(text.slice(start))
  return joiner.text()
}

/** Numbers with a comma behind each, in front of another one. At most a thousand: the engine remembers each of them. */
const NUMBERS = /(?:-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][-+]?\d+)?,\s*){16,1000}(?=[-\d])/y

/**
 * A list of JSON as several shorter ones, which are JSON if it is: each ends at the first comma between items behind 65,536
 * UTF-16 units.
 */
export function* listsOf(text: string): Generator<string> {
  const signs = /["[\]{},]/g
  let [depth, start] = [0, 1]
  for (let sign = signs.exec(text); sign !== null; sign = signs.exec(text)) {
    const [letter] = sign
    if (letter === '"') signs.lastIndex = endOfText(text, sign.index)
    else if (letter === '[' || letter === '{') depth += 1
    else if (letter === ']' || letter === '}') depth -= 1
    else if (depth === 1 && sign.index - start > SHORT) {
      yield `[${text.slice(start, sign.index)}]`
      start = signs.lastIndex
    }
  }
  const rest = text.slice(start)
  // Behind a comma there has to be something.
  yield start > 1 && /^\s*\]/.test(rest) ? rest : `[${rest}`
}

/** In UTF-16 units. */
const SHORT = 65_536
