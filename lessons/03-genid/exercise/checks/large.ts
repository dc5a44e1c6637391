import { check, mistake, type Run } from '../../../../src/exercise/index.ts'
import { CLOCK, COUNTER, CUT, DRAW, FEW_BYTES, genidLine, isOneForAll, measured, takesPackage } from './evidence.ts'
import { allIds, drawnFor, idsOf, noIds, roomOf, visitsOf } from './ids.ts'
import { areCounted, bitsOfNumbers } from './numbers.ts'
import { FEWEST_BITS } from './room.ts'
import { first } from './scenes.ts'
import { tellsTime } from './times.ts'

/** OWASP Session Management Cheat Sheet, "Session ID Entropy". What is drawn is counted, so that nothing is an estimate. */
const ENOUGH_BITS = 64

const hasRoom = (run: Run) => roomOf(run).bits >= FEWEST_BITS

/** The bits that the ids can hold at most because they are numbers of JavaScript, if that is what keeps them few. */
function bitsAsNumbers(run: Run): number | undefined {
  const bits = bitsOfNumbers(idsOf(run, 'first'))
  return bits !== undefined && bits < FEWEST_BITS && bits < roomOf(run).bits ? bits : undefined
}

const LARGE_NUMBERS = ['million', 'billion', 'trillion', 'quadrillion', 'quintillion']

/** How many things some bits can tell apart, in words. */
function choices(bits: number): string {
  const many = 2 ** bits
  const steps = Math.floor(Math.log10(many) / 3)
  const word = LARGE_NUMBERS[steps - 2]
  return word === undefined
    ? Math.round(many).toLocaleString('en-US')
    : `about ${Math.round(many / 1000 ** steps)} ${word}`
}

export const large = check('large', 'There are too many ids to find one by trying.', {
  exchange: first,
  header: 'Set-Cookie',
  holds: (run) =>
    allIds(run).length > 0 &&
    !isOneForAll(run) &&
    hasRoom(run) &&
    bitsAsNumbers(run) === undefined &&
    (drawnFor(run) ?? ENOUGH_BITS) >= ENOUGH_BITS,
  mistakes: [
    noIds,
    mistake(
      ({ run, code }) =>
        areCounted(idsOf(run, 'first')) &&
        visitsOf(run, 'first').every(tellsTime) &&
        (code.line(CLOCK) ?? genidLine(code)),
      'From one visitor to the next only the time changes, and a number that counts. Whoever knows about when somebody came ' +
        'tries the few that there can be.',
    ),
    mistake(
      ({ run, code }) => areCounted(idsOf(run, 'first')) && takesPackage(code) && genidLine(code),
      ({ run }) =>
        `Visitors of the same moment get ids that count: ${idsOf(run, 'first').slice(0, 2).join(', ')}. Whoever gets one tries ` +
        'those before and after it.',
    ),
    mistake(
      ({ run, code }) => areCounted(idsOf(run, 'first')) && (code.line(COUNTER) ?? genidLine(code)),
      'From one visitor to the next only a number changes, and it counts. Whoever has an id tries the numbers below it.',
    ),
    mistake(
      ({ run, code }) => isOneForAll(run) && genidLine(code),
      ({ code }) =>
        `${code.has(CLOCK) ? 'All visitors of one moment get the same id.' : 'In one start all ids are the same.'} There is ` +
        'nothing to try: whoever has a cookie has the id of the others.',
    ),
    mistake(
      ({ run, code }) =>
        bitsAsNumbers(run) !== undefined &&
        (drawnFor(run) ?? ENOUGH_BITS) >= ENOUGH_BITS &&
        (code.line(DRAW) ?? genidLine(code)),
      ({ run }) =>
        `What makes the id ${idsOf(run, 'first')[0]} differ is a number, and a number of JavaScript holds about 53 bits. Whatever it ` +
        'is made of, the rest is rounded away. It takes 64 to be safe from trying.',
    ),
    mistake(
      ({ run, code }) => hasRoom(run) && (code.line(DRAW) ?? genidLine(code)),
      ({ run }) => {
        const bits = drawnFor(run) ?? 0
        return (
          `The ids look long, but no more than ${Math.floor(bits)} random bits went into the first one. So it is one of ` +
          `${choices(bits)}, and a hash, or whatever else is made of them, adds none. It takes 64 bits to be safe from trying.`
        )
      },
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
})
