import { mistake, type Evidence } from '../../../../src/exercise/index.ts'

/** What people do so that their file cannot even be loaded. */

const said = ({ problem }: Evidence, pattern: RegExp): boolean =>
  problem?.kind === 'exception' && pattern.test(problem.message)

/** The name under which everything of a package is imported at once, and which the file then calls. */
const STAR = /\bimport\s*\*\s*as\s+(\w+)\s+from\s*['"`](?:express|express-session)['"`]/
/** An app that is express itself. */
const UNCALLED = /\b(?:const|let|var)\s+(\w+)(?:\s*:[^=\n]+)?\s*=\s*express\b(?!\s*[(.])/
/** A class of stores, given as it is. */
const STORE_CLASS = /\bstore\s*:\s*(?!new\b)((?:\w+\.)*\w*Store)\b(?!\s*[(.])/
/** The wildcard of Express 4. */
const WILDCARD = /\.(?:use|all|get|post|put|patch|delete)\(\s*['"`][^'"`\n]*(?<![\w}])\*(?!\w)[^'"`\n]*['"`]/

export const loading = [
  mistake(
    (seen) =>
      said(seen, new RegExp(`\\b${seen.code.word(STAR) ?? 'express'} is not a function`)) && seen.code.line(STAR),
    ({ code }) =>
      `With * as, ${code.word(STAR)} is an object with all that the package exports, and an object cannot be called. ` +
      'The function is imported without * as.',
  ),
  mistake(
    (seen) =>
      said(seen, new RegExp(`\\b${seen.code.word(UNCALLED) ?? 'app'}\\.\\w+ is not a function`)) &&
      seen.code.line(UNCALLED),
    ({ code }) =>
      `express stands here without parentheses, so ${code.word(UNCALLED)} is the function that makes apps, and no app. ` +
      'It must be called.',
  ),
  mistake(
    (seen) => said(seen, /\bstore\.on is not a function/) && seen.code.line(STORE_CLASS),
    ({ code }) => `${code.word(STORE_CLASS)} is a class, and no store yet. new makes one of it.`,
  ),
  mistake(
    (seen) => said(seen, /Missing parameter name/) && seen.code.line(WILDCARD),
    "In Express 5 a wildcard needs a name, as in '/{*any}', which stands for every path.",
  ),
]
