import { mistake, type Evidence } from '../../../../src/exercise/index.ts'
import { genidLine } from './evidence.ts'

/** A call right behind genid. */
const CALLED = /\bgenid\s*[:=]\s*(?:new\s+)?[\w.]+\(/

/** express-session looks at genid when session() is called (index.js). */
const isRefused = ({ problem }: Evidence) => problem?.message.includes('genid option must be a function') ?? false

/** What people do so that the file does not even start. */
export const breakdowns = [
  mistake(
    (seen) => isRefused(seen) && seen.code.line(CALLED),
    'With these parentheses the function is called here and now, once, and genid gets what it returns. express-session wants ' +
      'the function itself, so that it can call it for each visitor.',
  ),
  mistake(
    (seen) => isRefused(seen) && genidLine(seen.code),
    'What genid is given is no function. express-session wants one that it can call for each visitor, and takes what that ' +
      'returns for the id.',
  ),
]
