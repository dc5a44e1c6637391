import { check, mistake, type Evidence } from '../../../../src/exercise/index.ts'
import {
  again,
  CLOCK,
  COUNTER,
  FINE_CLOCK,
  genidLine,
  isOneForAll,
  isOneForBoth,
  isRepeat,
  MACHINE,
  made,
  PORT,
  RANDOM,
  REQUEST,
  takesPackage,
} from './evidence.ts'
import { allIds, idsOf, noIds, visitsOf } from './ids.ts'
import { areCounted } from './numbers.ts'
import { firstAfterRestart } from './scenes.ts'
import { tellsTime } from './times.ts'

/** The second start repeated the first, and in each the ids differ. */
const isSequence = ({ run }: Evidence) => isRepeat(run) && !isOneForAll(run)

const tellTime = ({ run }: Evidence) => visitsOf(run, 'first').every(tellsTime)

/** What the exercise makes the same at each start, and a real restart does not. */
const KNOWN_ONLY_HERE = [RANDOM, CLOCK, FINE_CLOCK, MACHINE, PORT]

/** Whether what came again in the second start comes again after a real restart too. */
const comeAgain = (code: Evidence['code']) =>
  !takesPackage(code) && !KNOWN_ONLY_HERE.some((pattern) => code.has(pattern))

/** A way to ask for ids that are made of `Math.random()` (nanoid 3 to 5, non-secure/index.js). */
const NON_SECURE = /['"]nanoid\/non-secure['"]/

export const secret = check('secret', 'Nobody can work out an id from the code and the clock.', {
  exchange: firstAfterRestart,
  header: 'Set-Cookie',
  holds: (run) => allIds(run).length > 0 && !isOneForAll(run) && again(run) === undefined,
  mistakes: [
    noIds,
    mistake(
      (seen) =>
        areCounted(idsOf(seen.run, 'first')) && tellTime(seen) && (seen.code.line(CLOCK) ?? genidLine(seen.code)),
      ({ run }) =>
        `The ids are made of the time and a number that counts: ${idsOf(run, 'first').slice(0, 2).join(', ')}. Neither is a ` +
        'secret: each answer tells the time in its Date header, and a second start at the same moment gave the same ids.',
    ),
    mistake(
      ({ run, code }) => areCounted(idsOf(run, 'first')) && (code.line(COUNTER) ?? genidLine(code)),
      ({ run, code }) =>
        `The ids count: ${idsOf(run, 'first').slice(0, 3).join(', ')}. Whoever gets one knows the ones of the others` +
        `${comeAgain(code) ? ', and after a restart the same ids come again' : ''}.`,
    ),
    mistake(
      (seen) => isSequence(seen) && seen.code.line(RANDOM),
      ({ run }) =>
        `The id ${again(run)} came again in a second start, in which Math.random() gave the same numbers. Those only look ` +
        'random: each follows from those before it, and anyone who has seen a few can work out the next.',
    ),
    mistake(
      (seen) => isSequence(seen) && seen.code.line(NON_SECURE),
      ({ run }) =>
        `The id ${again(run)} came again in a second start, in which Math.random() gave the same numbers. nanoid/non-secure makes ` +
        'its ids of those, and they only look random: each follows from those before it.',
    ),
    mistake(
      (seen) => tellTime(seen) && (seen.code.line(CLOCK) ?? genidLine(seen.code)),
      ({ run }) =>
        `The id ${again(run)} came again in a second start at the same moment. It holds the time, and that is no secret: ` +
        'each answer tells it in its Date header.',
    ),
    mistake(
      (seen) => isSequence(seen) && seen.code.line(FINE_CLOCK),
      ({ run, code }) =>
        `The id ${again(run)} came again in a second start, in which ${code.word(FINE_CLOCK)} gave the same numbers. A clock ` +
        'is no chance, however finely it counts: whoever knows about when a visitor came can try the times around it.',
    ),
    mistake(
      ({ run, code }) => isRepeat(run) && code.line(MACHINE),
      ({ run, code }) =>
        `The id ${again(run)} came again in a second start, in which ${code.word(MACHINE)} gave the same numbers. They are no ` +
        'chance: there are few that it can give, and somebody can try them all.',
    ),
    mistake(
      (seen) => isSequence(seen) && seen.code.line(PORT),
      ({ run }) =>
        `The id ${again(run)} came again in a second start. It follows from the port that the visitor came from. Whoever ` +
        'sends a request can choose that, and there are only 65,535.',
    ),
    mistake(
      ({ run, code }) => isOneForBoth(run) && code.line(REQUEST),
      ({ run }) =>
        `The id ${again(run)} came again in a second start. It follows from what the request says of itself, and somebody ` +
        'else can work with the same words.',
    ),
    mistake(
      (seen) => isSequence(seen) && seen.code.has(CLOCK) && seen.code.line(COUNTER),
      ({ run, code }) =>
        `The id ${again(run)} came again in a second start at the same moment. ${made(code)} that is made of the time and of ` +
        'numbers hides them only from people without your code: the others count along, and try one moment after the other.',
    ),
    mistake(
      (seen) => isSequence(seen) && seen.code.line(COUNTER),
      ({ run, code }) =>
        `The id ${again(run)} came again in a second start. ${made(code)} that is made of a number hides it only from people ` +
        'without your code: who has the code counts along, and gets the same.',
    ),
    mistake(
      ({ run, code }) => isRepeat(run) && code.line(CLOCK),
      ({ run, code }) =>
        `The id ${again(run)} came again in a second start at the same moment. ${made(code)} that is made of the time hides it ` +
        'only from people without your code: the others try one moment after the other.',
    ),
    mistake(
      ({ run, code }) => isOneForBoth(run) && genidLine(code),
      ({ run }) => `The id is ${again(run)} whenever the file starts. Whoever has the file has the id.`,
    ),
    mistake(
      ({ run, code }) => again(run) === undefined && genidLine(code),
      'Everybody has the same id, so nobody needs to work out one: it stands in their own cookie.',
    ),
    mistake(
      ({ code }) => genidLine(code),
      ({ run }) =>
        `The id ${again(run)} came again in a second start that had the same clock, the same process.pid and the same ` +
        'Math.random(). Chance that nobody can repeat has no part in it, or too small a one.',
    ),
  ],
  otherwise:
    'Everybody has the same id, or one came in two starts of the same file, so somebody else can get it as well.',
})
