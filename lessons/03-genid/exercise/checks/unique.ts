import { check, mistake, type Evidence } from '../../../../src/exercise/index.ts'
import { CLOCK, genidLine, isOneForAll, isOneForBoth, isWritten, repeated, REQUEST } from './evidence.ts'
import { allIds, idsOf, noIds, visitsOf } from './ids.ts'
import { second, VISITORS } from './scenes.ts'
import { tellsTime } from './times.ts'

const oneForEverybody = ({ run }: Evidence) =>
  `Every visitor got the id ${repeated(run)}. express-session does not look whether an id is taken: they all share one session.`

/** What JavaScript makes of things that are put into a text and are none. */
const PROMISE = /\[object Promise\]/
const FUNCTION = /=>|\bfunction\b|\[native code\]/
const NOTHING = /\bundefined\b|\bNaN\b|\bnull\b|\[object /

/** A `${...}` between quotes, and in an id. */
const QUOTED = /'[^'`\n]*\$\{[^'`\n]*'|"[^"`\n]*\$\{[^"`\n]*"/
const UNFILLED = /\$\{.*\}/

/** Something random that is handed to a function, and a variable with no value yet, set after that. */
const LATER = /\b(random(?:Bytes|Int|Fill))\([^()\n]*,\s*(?:async\s*)?(?:function\b|\([^()\n]*\)\s*=>|\w+\s*=>)/
const UNSET =
  /\b(?:let|var)\s+(\w+)(?:\s*:[^=\n;]*)?(?:\s*=\s*(?:''|""|``|null|undefined))?[ \t]*[;\n][^]*?\brandom(?:Bytes|Int|Fill)\([^]*?\b\1\s*=(?!=)/

/** Whether all visitors of the first start got one id, with this in it. */
const isOneWith = ({ run }: Evidence, pattern: RegExp) => isOneForAll(run) && pattern.test(idsOf(run, 'first')[0] ?? '')

export const unique = check('unique', 'No two visitors get the same id.', {
  exchange: second,
  header: 'Set-Cookie',
  holds: (run) => allIds(run).length > 0 && repeated(run) === undefined,
  mistakes: [
    noIds,
    mistake(
      (seen) => isOneWith(seen, PROMISE) && genidLine(seen.code),
      ({ run }) =>
        `Every visitor got the id ${repeated(run)}. A promise was put into the text, and a text does not wait for what it ` +
        'promises. What genid uses must be there at once.',
    ),
    mistake(
      (seen) => isOneWith(seen, UNFILLED) && seen.code.line(QUOTED),
      ({ run }) =>
        `Every visitor got the id ${repeated(run)}. What is in \${...} is filled in only between backticks, and this text ` +
        'stands between quotes.',
    ),
    mistake(
      (seen) => isOneWith(seen, FUNCTION) && genidLine(seen.code),
      'Every visitor got the same id, and it is the source of a function: you named the function and did not call it. Look for ' +
        'a pair of parentheses that is missing.',
    ),
    mistake(
      (seen) =>
        (isOneWith(seen, /undefined/) || (isOneForBoth(seen.run) && seen.code.has(UNSET))) &&
        !isWritten(seen.run, seen.code) &&
        seen.code.line(LATER),
      ({ run, code }) =>
        `Every visitor got the id ${repeated(run)}. ${code.word(UNSET) ?? 'The value'} was not there yet when genid returned: ` +
        `${code.word(LATER)} calls its function later. Without a function it gives its result at once.`,
    ),
    mistake(
      (seen) => isOneWith(seen, NOTHING) && !isWritten(seen.run, seen.code) && genidLine(seen.code),
      ({ run }) =>
        `Every visitor got the id ${repeated(run)}. What was to make them differ had no value that a text can show.`,
    ),
    mistake(({ run, code }) => isOneForBoth(run) && isWritten(run, code) && genidLine(code), oneForEverybody),
    mistake(
      ({ run, code }) => visitsOf(run, 'first').every(tellsTime) && (code.line(CLOCK) ?? genidLine(code)),
      ({ run }) =>
        `Two visitors got the id ${repeated(run)}, which holds the time. Whoever comes in the same moment gets the same ` +
        'id, and the two share one session.',
    ),
    mistake(
      ({ run, code }) => isOneForAll(run) && code.line(REQUEST),
      ({ run }) =>
        `Two visitors got the id ${repeated(run)}. What a request says of itself does not tell people apart: many share ` +
        'an address, and the same kind of browser. They would share a session too.',
    ),
    mistake(
      ({ run, code }) => isOneForAll(run) && code.line(CLOCK),
      ({ run }) =>
        `Two visitors got the id ${repeated(run)}. They came in the same moment, and a clock does not tell them apart, ` +
        'whatever is made of its time afterwards.',
    ),
    mistake(({ run, code }) => isOneForBoth(run) && genidLine(code), oneForEverybody),
    mistake(
      ({ run, code }) => isOneForAll(run) && genidLine(code),
      ({ run }) =>
        `All visitors of one start got the same id, ${repeated(run)}, and after a restart it was another. What it is made of ` +
        'is chosen once, when the file starts. It must be chosen anew each time that genid is called.',
    ),
    mistake(
      ({ run, code }) => /(?:undefined|null|NaN)$/.test(repeated(run) ?? '') && genidLine(code),
      ({ run }) =>
        `Of ${VISITORS} visitors two got the same id, ${repeated(run)}. What it is made of had no value there. Look at ` +
        'where that comes from, and whether there is enough of it for everybody.',
    ),
    mistake(
      ({ code }) => genidLine(code),
      ({ run }) =>
        `Of ${VISITORS} visitors two got the same id, ${repeated(run)}. They share one session. There is ` +
        'too little to choose from.',
    ),
  ],
  otherwise: 'Two visitors got the same id, so they share one session.',
})
