import type { Observation } from '../../../observe/observation.ts'
import { cause } from '../../cause.ts'
import { nameOf, requestLine, writeOf } from '../../facts.ts'
import { loginsIn } from '../../login.ts'

export default cause({
  code: 'session-fixation',
  title: 'The session id stays the same at login',
  level: 'warning',
  lesson: 9,
  step: 'Ada logs in',
  symptoms: ['insecure'],
  words: [
    'session fixation',
    'session id does not change at login',
    'session id does not change after login',
    'regenerate session on login',
    'same session id before and after login',
    'session hijacking',
    'session id same before and after login',
    'session id stays the same after login',
  ],
  howToTell: 'the cookie that a browser had before the login is that of the logged-in user after it',
  find({ exchanges }) {
    const kept = loginsIn(exchanges).filter(
      ({ exchange: { session } }) => session.state === 'found' && session.idBefore === session.idAfter,
    )
    const [first] = kept
    if (!first) return null
    const { exchange, change, key } = first
    const reload = exchange.calls.find(({ method }) => method === 'reload')
    return {
      message:
        `${requestLine(exchange)} logged a user in: it wrote ${key} into a session that was there before, and the session kept its id. ` +
        (reload ? 'reload() reads the same session from the store once more, and that has the same id. ' : '') +
        'Anyone who put that cookie into this browser, or read it before the login, is logged in as well.',
      ...(reload?.at ? { at: reload.at } : writeOf(exchange, change, key)),
      exchange: nameOf(exchange),
      count: kept.length,
    }
  },
  fix: {
    text: 'Call regenerate() at each login, and write the user into the session in its callback.',
    code: 'req.session.regenerate((error) => {\n  if (error) return next(error)\n  req.session.user = user\n  res.redirect("/")\n})',
  },
  unless: 'If nobody logs in, an attacker gains nothing by it, and the id may stay.',
  claims: [
    {
      text: 'The fixed app continues with another id after the login.',
      holds: (broken, fixed) => !changesId(broken) && changesId(fixed),
    },
  ],
  moves: [{ send: 'GET /' }, { send: 'POST /login' }, { send: 'GET /', as: null, cookiesOf: 'ada' }],
})

const changesId = ({ exchanges }: Observation): boolean =>
  exchanges.some(({ session: { idBefore, idAfter } }) => idBefore !== null && idAfter !== null && idBefore !== idAfter)
