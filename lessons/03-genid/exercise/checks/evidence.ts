import type { Evidence, Run } from '../../../../src/exercise/index.ts'
import { allIds, different, idsOf, roomOf, visitsOf } from './ids.ts'
import { first } from './scenes.ts'
import { beginsWithTime } from './times.ts'

/** What tells one mistake from another: questions about a run, and patterns for the code. */

type Code = Evidence['code']

export const GENID = /\bgenid\b/
/** A name that somebody may have taken for that of the option. */
export const MISSPELT = /\b(gen\w*id|id_?gen\w*|gen(?:erate|erator)?)\s*[:(,=}]/i
export const RANDOM = /\bMath\.random\b/
export const CLOCK = /\bDate\.now\b|\bnew Date\b|\bDate\(\)/
/** Clocks that count finer than `Date`. */
export const FINE_CLOCK = /\b(process\.hrtime|hrtime(?=[.(])|performance\.(?:now|timeOrigin)|process\.uptime)\b/
/** What a machine is at. The world of an exercise makes it known (known-world.ts). */
export const MACHINE = /\b(process\.(?:p?pid|memoryUsage|cpuUsage)|os\.(?:uptime|freemem|loadavg))\b/
export const PORT = /\bremotePort\b/
/** A variable that counts, but nothing that is counted in a session. */
export const COUNTER = /\+\+(?!req)\w|(?<![.\w])\w+(?:\+\+|\s*\+=\s*1\b)|\.size\b/
export const REQUEST =
  /\breq(?:uest)?\.(?:ips?\b|headers?\b|rawHeaders\b|get\(|socket\b|connection\b|host(?:name)?\b|query\b|url\b|cookies\b)/
export const DRAW = /\brandom(?:Bytes|Int|Fill|FillSync|UUID)\(|\bgetRandomValues\(/
export const FEW_BYTES = /\brandomBytes\(\s*([1-7])\s*\)/
export const CUT = /\brandom(?:UUID|Bytes)\([^()]*\)[^\n]*\.(?:slice|substring|substr)\(/
/** Something that the file has from elsewhere: neither from Node.js nor from Express. */
const PACKAGE =
  /\b(?:from|import|require)\b\s*\(?\s*['"](?!node:|(?:express|express-session|crypto|os|fs|path|util|url|process|perf_hooks)['"])/
const HASH = /\bcreateH(?:ash|mac)\(|\bdigest\(|\bscrypt|\bpbkdf2|\bhash\(/

/** The line with the option, or true: then none can be named. */
export const genidLine = (code: Code): number | true => code.line(GENID) ?? true

/** Whether the ids may be made by code that is not in the file. */
export const takesPackage = (code: Code): boolean => code.has(PACKAGE)

/** What was made of something: a hash, or a text of another kind. */
export const made = (code: Code): string => (code.has(HASH) ? 'A hash' : 'A text')

/** Whether what genid returned was no string (express-session index.js `shouldSave`). */
export const isBogus = (run: Run): boolean => run.at(first).traced('session ignored')

/** What genid returned for the first visitor, as text. */
export const returned = (run: Run): string => run.at(first).generated[0] ?? 'nothing'

/** Whether the ids may be express-session's own: 24 bytes of uid-safe, in base64url. */
export const isDefault = (run: Run): boolean => {
  const ids = allIds(run)
  return ids.length > 0 && ids.every((id) => /^[\w-]{32}$/.test(id) && !id.startsWith('shop-'))
}

/** An id that two visitors of one start got. */
export function repeated(run: Run): string | undefined {
  const inOne = (ids: readonly string[]) => ids.find((id, index) => ids.indexOf(id) < index)
  return inOne(idsOf(run, 'first')) ?? inOne(idsOf(run, 'second'))
}

/** An id that came in both starts. */
export function again(run: Run): string | undefined {
  const before = new Set(idsOf(run, 'first'))
  return idsOf(run, 'second').find((id) => before.has(id))
}

/** Whether the second start gave exactly the ids of the first, in the same order. */
export const isRepeat = (run: Run): boolean => idsOf(run, 'first').join('\n') === idsOf(run, 'second').join('\n')

/** Whether all visitors of the first start got the same id. */
export const isOneForAll = (run: Run): boolean => different(idsOf(run, 'first')) === 1

/** Whether all visitors of both starts got the same id. */
export const isOneForBoth = (run: Run): boolean => different(allIds(run)) === 1

/** Whether that id stands in the code as it is. */
export const isWritten = (run: Run, code: Code): boolean => {
  const [id = ''] = idsOf(run, 'first')
  return ["'", '"', '`'].some((quote) => code.source.includes(`${quote}${id}${quote}`))
}

/** How much room the ids have, in words, and how much they need. */
export function measured(run: Run): string {
  const { places, letters, bits } = roomOf(run)
  // The clock stood still. Of ids that hold the time, those of other moments differ in more places.
  const whose = visitsOf(run, 'first').every(beginsWithTime) ? 'Visitors of the same moment get ids that' : 'The ids'
  return (
    `${whose} differ in ${places} places${whose === 'The ids' ? '' : ' only'}, with up to ${letters} different characters in ` +
    `each. That leaves room for ${Math.round(bits)} random bits at most, and it takes 64 to be safe from trying.`
  )
}
