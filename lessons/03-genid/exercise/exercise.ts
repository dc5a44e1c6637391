import { check, exercise, get, mistake, restart, send, type Evidence } from '../../../src/exercise/index.ts'
import {
  again,
  CLOCK,
  COUNTER,
  CUT,
  FEW_BYTES,
  GENID,
  genidLine,
  isBogus,
  isDefault,
  isOneForAll,
  isOneForBoth,
  isWritten,
  isRepeat,
  measured,
  MISSPELT,
  RANDOM,
  repeated,
  REQUEST,
  returned,
} from './evidence.ts'
import { allIds, areCounted, FEWEST_BITS, idsOf, labelsOf, roomOf, tellsTime, visitorsOf } from './ids.ts'

/** A visitor without a cookie, each time another one. */
const visitor = (label: string) => send(label, get('/'), { browser: null })

const NO_STRING = 'Without a string for an id there is no cookie and nothing is saved, and nobody reports an error.'

const noIds = mistake(
  ({ run }) => allIds(run).length === 0,
  'Not every visitor got a cookie with an id in it, so there is nothing to compare.',
)

const oneForEverybody = ({ run }: Evidence) =>
  `Every visitor got the id ${repeated(run)}. express-session does not look whether an id is taken: they all share one session.`

export default exercise({
  title: 'Ids for the shop',
  home: import.meta.url,
  // Both starts meet the same clock and the same Math.random(): what the second repeats, somebody else can work out too.
  repeatable: true,
  actions: [...labelsOf('first').map(visitor), restart('the same file once more'), ...labelsOf('second').map(visitor)],
  checks: [
    check('prefix', 'Every visitor gets a cookie with an id that begins with shop-.', {
      exchange: 'visitor 1',
      header: 'Set-Cookie',
      holds: (run) => allIds(run).length > 0 && allIds(run).every((id) => id.startsWith('shop-')),
      mistakes: [
        mistake(
          ({ run, code }) => isBogus(run) && returned(run).startsWith('Promise') && genidLine(code),
          `Your genid returns a promise. express-session does not wait for it: the promise itself becomes the id. ${NO_STRING}`,
        ),
        mistake(
          ({ run, code }) => isBogus(run) && returned(run) === 'undefined' && genidLine(code),
          `Your genid returns undefined. In a function with braces only what stands behind return is given back. ${NO_STRING}`,
        ),
        mistake(
          ({ run, code }) => isBogus(run) && genidLine(code),
          ({ run }) => `Your genid returns ${returned(run)}, and that is no string. ${NO_STRING}`,
        ),
        mistake(
          ({ run, code }) => run.first.traced('not secured') && (code.line(/\bsecure\b/) ?? true),
          'There is no cookie: your options allow it over https only, and the visitors come over http.',
        ),
        mistake(
          ({ run }) => run.first.set === undefined && run.first.status === 200 && run.first.ops === '',
          'There is no cookie, because GET / writes nothing into the session. At first it counted the visits there.',
        ),
        mistake(
          ({ run, code }) => run.first.set?.id === '' && genidLine(code),
          'Your genid returns an empty string. A cookie comes, but there is no id in it, so nobody is known again.',
        ),
        mistake(
          ({ run, code }) => isDefault(run) && !code.has(GENID) && code.line(MISSPELT),
          ({ code }) =>
            `express-session has no option ${code.word(MISSPELT)}. It reads the options that it knows and says nothing of ` +
            'others, so it made the ids itself. Look up how this one is spelt, letter by letter.',
        ),
        mistake(
          ({ run, code }) => isDefault(run) && !code.has(GENID),
          'These ids are the ones that express-session makes by itself. Nothing in your file tells it to make others.',
        ),
        mistake(
          ({ run, code }) => isDefault(run) && code.has(/['"`]shop-/) && genidLine(code),
          'These ids look like the ones that express-session makes by itself: your function was not called. Its place is ' +
            'among the options that session() gets, beside secret.',
        ),
        mistake(
          ({ run, code }) => allIds(run).length > 0 && genidLine(code),
          ({ run }) =>
            `The id ${allIds(run).find((id) => !id.startsWith('shop-'))} does not begin with shop-. What genid returns is the ` +
            'whole id: nothing is put in front of it.',
        ),
      ],
      otherwise: 'Not every visitor got a session cookie with an id that begins with shop-.',
    }),

    check('unique', 'No two visitors get the same id.', {
      exchange: 'visitor 2',
      header: 'Set-Cookie',
      holds: (run) => allIds(run).length > 0 && repeated(run) === undefined,
      mistakes: [
        noIds,
        mistake(({ run, code }) => isOneForBoth(run) && isWritten(run, code) && genidLine(code), oneForEverybody),
        mistake(
          ({ run, code }) => visitorsOf(run, 'first').every(tellsTime) && (code.line(CLOCK) ?? genidLine(code)),
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
          ({ code }) => genidLine(code),
          ({ run }) =>
            `Of ${labelsOf('first').length} visitors two got the same id, ${repeated(run)}. They share one session. There is ` +
            'too little to choose from.',
        ),
      ],
      otherwise: 'Two visitors got the same id, so they share one session.',
    }),

    check('secret', 'Nobody can work out an id from the code and the clock.', {
      exchange: 'visitor 1 after the restart',
      header: 'Set-Cookie',
      holds: (run) => allIds(run).length > 0 && again(run) === undefined,
      mistakes: [
        noIds,
        mistake(
          ({ run, code }) => areCounted(idsOf(run, 'first')) && (code.line(COUNTER) ?? genidLine(code)),
          ({ run }) =>
            `The ids count: ${idsOf(run, 'first').slice(0, 3).join(', ')}. Whoever gets one knows the ones of the others, ` +
            'and after a restart the same ids come again.',
        ),
        mistake(
          ({ run, code }) => isRepeat(run) && !isOneForAll(run) && code.line(RANDOM),
          ({ run }) =>
            `The id ${again(run)} came again in a second start, in which Math.random() gave the same numbers. Those only look ` +
            'random: each follows from the one before, and whoever has seen a few can work out the next.',
        ),
        mistake(
          ({ run, code }) => visitorsOf(run, 'first').every(tellsTime) && (code.line(CLOCK) ?? genidLine(code)),
          ({ run }) =>
            `The id ${again(run)} came again in a second start at the same moment. It holds the time, and that is no secret: ` +
            'each answer tells it in its Date header.',
        ),
        mistake(
          ({ run, code }) => isOneForBoth(run) && code.line(REQUEST),
          ({ run }) =>
            `The id ${again(run)} came again in a second start. It follows from what the request says of itself, and somebody ` +
            'else can work with the same words.',
        ),
        mistake(
          ({ run, code }) => isRepeat(run) && !isOneForAll(run) && code.line(COUNTER),
          ({ run }) =>
            `The id ${again(run)} came again in a second start. A hash of a number hides it only from people without your ` +
            'code: who has the code counts along, and makes the same hash.',
        ),
        mistake(
          ({ run, code }) => isRepeat(run) && code.line(CLOCK),
          ({ run }) =>
            `The id ${again(run)} came again in a second start at the same moment. A hash of the time hides it only from ` +
            'people without your code: the others try one moment after the other.',
        ),
        mistake(
          ({ run, code }) => isOneForBoth(run) && genidLine(code),
          ({ run }) => `The id is ${again(run)} whenever the file starts. Whoever has the file has the id.`,
        ),
        mistake(
          ({ code }) => genidLine(code),
          ({ run }) =>
            `The id ${again(run)} came in two starts of the same file. Chance has too little say in it: somebody else who runs ` +
            'the file gets it too.',
        ),
      ],
      otherwise: 'An id came in two starts of the same file, so somebody else can get it as well.',
    }),

    check('large', 'There are too many ids to find one by trying.', {
      exchange: 'visitor 1',
      header: 'Set-Cookie',
      holds: (run) => allIds(run).length > 0 && roomOf(run).bits >= FEWEST_BITS,
      mistakes: [
        noIds,
        mistake(
          ({ run, code }) => areCounted(idsOf(run, 'first')) && (code.line(COUNTER) ?? genidLine(code)),
          'From one visitor to the next only a number changes, and it counts. Whoever has an id tries the numbers below it.',
        ),
        mistake(
          ({ run, code }) => isOneForAll(run) && genidLine(code),
          'In one start all ids are the same. There is nothing to try: whoever has a cookie has the id of everybody.',
        ),
        mistake(
          ({ code }) => code.line(FEW_BYTES),
          ({ run, code }) => `randomBytes(${code.word(FEW_BYTES)}) gives few bytes. ${measured(run)}`,
        ),
        mistake(
          ({ code }) => code.line(CUT),
          ({ run }) => `Too much of the random text is cut off. ${measured(run)}`,
        ),
        mistake(
          ({ code }) => genidLine(code),
          ({ run }) => measured(run),
        ),
      ],
      otherwise: 'There are so few ids that somebody can try them. An id needs 64 random bits, which are 8 bytes.',
    }),
  ],
  hints: [
    'Look at an id in the **Set-Cookie** line. Is it one that the function in this file could have made? Who made it then?',
    'express-session says nothing about options that it does not know. Compare the name with lesson 3, one letter after the other.',
    'A counter, the clock, `Math.random()` and everything that is computed from them come out the same for somebody who runs ' +
      'the same code. It takes chance that nobody can repeat.',
    'Node.js has such chance in `node:crypto`. Look at `randomUUID` and at `randomBytes` there, and put `shop-` in front of ' +
      'what they give.',
  ],
  explanation: `
The option is **genid**, in small letters. express-session ignores a name that it does not know without a word, so the first
ids were its own and the counter never ran.

With the name right the ids counted, and an id that can be guessed is as good as known: only the signature still keeps strangers
out, and that only as long as nobody has the **secret**. A hash changes nothing about it, because whoever has the code can compute the
same hash. Unique is not enough, and long is not enough either. An id must be **random**.

\`randomUUID()\` takes 122 random bits from the cryptography of Node.js, which nobody can repeat. OWASP, a group that writes rules
for safe web apps, asks for at least 64. The prefix \`shop-\` adds nothing to that, and takes nothing away.
`.trim(),
})
