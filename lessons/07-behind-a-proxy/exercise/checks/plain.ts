import { check, mistake, optionOf, optionsGiven } from '../../../../src/exercise/index.ts'
import { isOpen, isSecure, past } from './scenes.ts'

export const plain = check('plain', 'A login that bypasses the proxy, over plain http, sets no cookie.', {
  exchange: past,
  header: 'Set-Cookie',
  holds: (run) => !isOpen(run) && run.at(past).status > 0,
  mistakes: [
    mistake((seen) => {
      const isAuto = optionsGiven(seen, seen.facts(past))['cookie.secure']?.value === 'auto'
      return isOpen(seen.run) && isAuto && optionOf(seen, 'cookie.secure', seen.facts(past))
    }, "'auto' gives in: over http the cookie comes without Secure. The shop should be used over https only."),
    mistake(
      ({ run }) => isSecure(run.at(past)),
      'This came over plain http and without X-Forwarded-Proto, and the app took it for https all the same. So it does not follow what the ' +
        'proxy says: it says so itself.',
    ),
    mistake(
      (seen) => isOpen(seen.run) && optionOf(seen, 'cookie.secure', seen.facts(past)),
      'A cookie came over plain http. With secure: true it would have been kept back.',
    ),
  ],
  otherwise: 'The login over plain http should have been answered without a session cookie.',
})
