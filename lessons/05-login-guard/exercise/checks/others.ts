import { check, mistake, type Evidence } from '../../../../src/exercise/index.ts'
import { hasLetters, isTurnedAway, userIn } from './evidence.ts'
import { lineIn, lineOfGuard } from './lines.ts'
import { limited } from './middleware.ts'
import { adaReadsAgain, adaStays } from './scenes.ts'

export const others = check('others', 'Nobody is logged out by what somebody else does.', {
  exchange: adaStays,
  header: '> Cookie',
  // Whoever was not in cannot be thrown out.
  holds: (run) => !hasLetters(run.at(adaReadsAgain)) || hasLetters(run.at(adaStays)),
  mistakes: [
    limited(adaStays),
    mistake(
      ({ run, code }) => run.at(adaStays).notFound && code.line(/store\w*\??\.clear\(/i),
      'clear() empties the whole store. Ada had nothing to do with this, and her session is gone, too.',
    ),
    mistake(
      ({ run, code }) => run.at(adaStays).notFound && (lineOfStore(code) ?? true),
      'Ada did nothing, only Ben logged in and out and deleted his account. Now her session is gone from the store, too. ' +
        'Look at whose sessions end there.',
    ),
    mistake(
      ({ run, code }) =>
        isTurnedAway(run.at(adaStays)) &&
        userIn(run.at(adaStays)) === userIn(run.at(adaReadsAgain)) &&
        (lineIn(code, '/account', /\busers\b/) ?? lineOfGuard(code) ?? true),
      ({ run }) =>
        `Ada's session is there as before and says ${userIn(run.at(adaStays))}. But since Ben logged out and deleted his account ` +
        'she is refused, too. Look at who is gone from the users, and at what the guard asks.',
    ),
  ],
  otherwise: 'Ada got the letters before Ben logged out and deleted his account, and does not get them any more.',
})

/** The line where the store itself is spoken to, if only one route does that. */
function lineOfStore(code: Evidence['code']): number | null {
  const lines = ['/login', '/logout', '/account'].map((path) => lineIn(code, path, /\b(?:sessionS|s)tore\b/))
  const found = lines.filter((line) => line !== null)
  return found.length === 1 ? (found[0] ?? null) : null
}
