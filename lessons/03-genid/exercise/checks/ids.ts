import { check, choicesIn, CLOCK, countedIn, faultIn, FEWEST_BITS } from '../../../../src/exercise/index.ts'
import { mistake, optionOf, REPEATED, REQUEST, ROOM_ENOUGH, takenFrom } from '../../../../src/exercise/index.ts'
import type { Evidence, Run } from '../../../../src/exercise/index.ts'
import { allIds, first, firstAfterRestart, genid, noIds, second, VISITORS, worth } from './scenes.ts'

const isOneForAll = ({ run }: Evidence): boolean => worth(run).isOneForAll

/** Where genid takes something from the clock, and where from what is the same in each start. */
const clock = (seen: Evidence) => takenFrom(genid(seen), CLOCK)
const known = (seen: Evidence) =>
  REPEATED.flatMap((source) => {
    const found = takenFrom(genid(seen), source)
    return found ? [{ line: found.line, says: source.says(found.path) }] : []
  })[0]

const madeOf = (seen: Evidence): string =>
  [clock(seen) && 'the time', countedIn(genid(seen)) && 'a number that counts'].filter(Boolean).join(' and ')

/** Where something random is handed to a function, which comes later than the id. */
const later = (seen: Evidence) =>
  genid(seen)?.calls.find(({ path, given }) => path.startsWith('crypto.random') && given.includes('function'))

const twice = ({ run }: Evidence): string => `Two visitors got the id ${worth(run).repeated}`

export const unique = check('unique', 'No two visitors get the same id.', {
  exchange: second,
  header: 'Set-Cookie',
  holds: (run) => allIds(run).length > 0 && worth(run).repeated === undefined,
  mistakes: [
    noIds,
    mistake(
      (seen) => isOneForAll(seen) && (later(seen)?.line ?? null),
      (seen) =>
        `${twice(seen)}. ${genid(seen)?.writes[0]?.path ?? 'The value'} was not there yet when genid returned: ` +
        `${later(seen)?.path.split('.')[1]} calls its function later. Without a function it returns its result at once.`,
    ),
    mistake(
      (seen) => faultIn(worth(seen.run).repeated ?? '') !== null && optionOf(seen, 'genid'),
      (seen) => `${twice(seen)}. ${faultIn(worth(seen.run).repeated ?? '')}`,
    ),
    mistake(
      (seen) => isOneForAll(seen) && (takenFrom(genid(seen), REQUEST)?.line ?? null),
      (seen) =>
        `${twice(seen)}. What a request says about itself does not tell people apart: many share an address, and the same kind of ` +
        'browser. They would share a session too.',
    ),
    mistake(
      (seen) => (isOneForAll(seen) || worth(seen.run).tellTime) && (clock(seen)?.line ?? null),
      (seen) =>
        `${twice(seen)}${worth(seen.run).tellTime ? ', which holds the time' : ''}. They came in the same moment, and a clock does not ` +
        'tell them apart, whatever is made of its time. The two share one session.',
    ),
    mistake(
      (seen) => optionOf(seen, 'genid'),
      ({ run }) => {
        const { repeated, isOneForAll: isOne, isOneForBoth } = worth(run)
        if (isOneForBoth)
          return `Every visitor got the id ${repeated}. express-session does not check whether an id is taken: they all share one session.`
        return isOne
          ? `All visitors of one start got the same id, ${repeated}, and after a restart it was another. It is made from something chosen once, ` +
              'when the file starts. It must be chosen again each time that genid is called.'
          : `Of ${VISITORS} visitors two got the same id, ${repeated}. They share one session: there are too few possible ids.`
      },
    ),
  ],
  otherwise: 'Two visitors got the same id, so they share one session.',
})

const again = ({ run }: Evidence): string => `The id ${worth(run).again} came again in a second start`

/** Ids that are numbers, and grow: nobody needs to work them out, and nobody needs to try many. */
const counted = mistake(
  (seen) => {
    const { areCounted, tellTime } = worth(seen.run)
    return areCounted && ((tellTime ? clock(seen) : countedIn(genid(seen)))?.line ?? optionOf(seen, 'genid'))
  },
  (seen) => {
    const { ids, tellTime } = worth(seen.run)
    const some = ids.slice(0, 3).join(', ')
    return tellTime
      ? `The ids are made of the time and a number that counts: ${some}. Neither is a secret: each answer tells the time in its Date ` +
          'header, and a second start at the same moment gave the same ids.'
      : `The ids count: ${some}. Anyone who gets one knows the ones of the others` +
          ((known(seen) ?? clock(seen)) ? '.' : ', and after a restart the same ids come again.')
  },
)

export const secret = check('secret', 'Nobody can work out an id from the code and the clock.', {
  exchange: firstAfterRestart,
  header: 'Set-Cookie',
  holds: (run) => allIds(run).length > 0 && !worth(run).isOneForAll && worth(run).again === undefined,
  mistakes: [
    noIds,
    counted,
    mistake(
      (seen) => worth(seen.run).isRepeat && (known(seen)?.line ?? null),
      (seen) => `${again(seen)}${known(seen)?.says}`,
    ),
    mistake(
      (seen) => worth(seen.run).isRepeat && ((countedIn(genid(seen)) ?? clock(seen))?.line ?? null),
      (seen) =>
        `${again(seen)}${clock(seen) ? ' at the same moment' : ''}. What is made of ${madeOf(seen)}, a hash too, hides it only from people ` +
        `without your code: anyone who has it ${clock(seen) ? 'tries one moment after the other' : 'counts along, and gets the same'}.`,
    ),
    mistake(
      (seen) => worth(seen.run).again !== undefined && optionOf(seen, 'genid'),
      (seen) =>
        `${again(seen)} that had the same clock, the same process.pid and the same Math.random(). Randomness that nobody can repeat has ` +
        'no part in it, or too small a one.',
    ),
  ],
  otherwise: 'Everybody has the same id, so there is nothing to work out: each cookie holds it.',
})

/**
 * How many bits of chance the first id of a start can be made of at most: all that its process drew until its answer was there.
 * Of two starts the richer counts, since a key may lie in a file. Infinity if none were drawn that can be counted: what chance
 * there is then has another source.
 */
function drawnFor(run: Run): number {
  const most = Math.max(...[first, firstAfterRestart].map((visitor) => run.at(visitor).drawn ?? Infinity))
  return most > 0 ? most : Infinity
}

const hasRoom = (run: Run): boolean => worth(run).room.bits >= ROOM_ENOUGH

/** Whether the ids are few because they are numbers of JavaScript. */
const areNumbers = (run: Run): boolean =>
  (worth(run).bitsAsNumbers ?? Infinity) < Math.min(ROOM_ENOUGH, worth(run).room.bits)

/** Where genid draws from the random source of Node.js. */
const draw = (seen: Evidence) =>
  genid(seen)?.calls.find(({ path }) => path.startsWith('crypto.random') || path.endsWith('getRandomValues'))

/** Where it draws few bytes, and where it cuts what it has drawn. */
const few = (seen: Evidence) =>
  genid(seen)?.calls.find(({ path, given: [bytes] }) => path === 'crypto.randomBytes' && Number(bytes ?? 8) < 8)
const cut = (seen: Evidence) =>
  genid(seen)?.calls.find(
    ({ path }) => path.startsWith('crypto.random') && CUTS.some((method) => path.endsWith(`().${method}`)),
  )
const CUTS = ['slice', 'substring', 'substr']

export const large = check('large', 'There are too many ids to find one by trying.', {
  exchange: first,
  header: 'Set-Cookie',
  holds: (run) =>
    allIds(run).length > 0 &&
    !worth(run).isOneForAll &&
    hasRoom(run) &&
    !areNumbers(run) &&
    drawnFor(run) >= FEWEST_BITS,
  mistakes: [
    noIds,
    counted,
    mistake(
      (seen) =>
        areNumbers(seen.run) && drawnFor(seen.run) >= FEWEST_BITS && (draw(seen)?.line ?? optionOf(seen, 'genid')),
      ({ run }) =>
        `What makes the id ${worth(run).ids[0]} differ is a number, and a JavaScript number holds about 53 bits. Whatever it ` +
        `is made of, the rest is rounded away. It takes ${FEWEST_BITS} to be safe from trying.`,
    ),
    mistake(
      (seen) => hasRoom(seen.run) && drawnFor(seen.run) < FEWEST_BITS && (draw(seen)?.line ?? optionOf(seen, 'genid')),
      ({ run }) =>
        `The ids look long, but no more than ${Math.floor(drawnFor(run))} random bits went into the first one. So it is one of ` +
        `${choicesIn(drawnFor(run))}, and a hash, or whatever else is made of them, adds none. It takes ${FEWEST_BITS} bits to be safe from trying.`,
    ),
    mistake(
      (seen) => !isOneForAll(seen) && ((few(seen) ?? cut(seen))?.line ?? optionOf(seen, 'genid')),
      (seen) => {
        const { room, beginWithTime } = worth(seen.run)
        const bytes = few(seen)?.given[0]
        return (
          (bytes === undefined ? '' : `randomBytes(${bytes}) gives few bytes. `) +
          (cut(seen) ? 'Too much of the random text is cut off. ' : '') +
          // The clock stood still. Of ids that hold the time, those of other moments differ in more places.
          `${beginWithTime ? 'Visitors of the same moment get ids that' : 'The ids'} differ in ${room.places} places` +
          `${beginWithTime ? ' only' : ''}, with up to ${room.letters} different characters in each. That leaves room for ` +
          `${Math.round(room.bits)} random bits at most, and it takes ${FEWEST_BITS} to be safe from trying.`
        )
      },
    ),
  ],
  otherwise:
    'In one start all ids are the same. There is nothing to try: anyone who has a cookie has the id of the others.',
})
