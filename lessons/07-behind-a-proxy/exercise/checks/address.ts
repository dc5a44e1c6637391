import { answerOf, check, mistake, type Evidence } from '../../../../src/exercise/index.ts'
import { bodyOf } from '../../../answers.ts'
import { BROWSERS, from, MADE_UP } from './scenes.ts'

const isFrom = ({ run }: Evidence, address: string): boolean => run.at(from).json['from'] === address

/** What the app was told about proxies, as text. */
const trust = ({ facts }: Evidence): string => facts(from).trustProxy ?? 'false'

export const address = check('address', 'The address is the one that the proxy saw.', {
  exchange: from,
  holds: (run) => run.at(from).json['from'] === BROWSERS,
  symptoms: ['error-500'],
  mistakes: [
    mistake(
      (seen) => isFrom(seen, MADE_UP) && trust(seen) === 'true' && answerOf(seen.facts(from)),
      `With 'trust proxy' set to true, req.ip is the first address of X-Forwarded-For. Mallory's browser wrote that: ${MADE_UP}.`,
    ),
    mistake(
      (seen) => isFrom(seen, MADE_UP) && answerOf(seen.facts(from)),
      (seen) =>
        `The answer has ${MADE_UP}, which Mallory's browser made up: 'trust proxy' is ${trust(seen)}, and so Express looks past what the proxy ` +
        'wrote. There is one proxy.',
    ),
    mistake(
      (seen) => !isFrom(seen, BROWSERS) && ['false', '0'].includes(trust(seen)) && answerOf(seen.facts(from)),
      ({ run }) =>
        `The answer was ${bodyOf(run.at(from))}. Express trusts no proxy here, so req.ip is the address that connected: the proxy's own. The ` +
        'option proxy is for session() alone.',
    ),
    mistake(
      (seen) => !isFrom(seen, BROWSERS) && !seen.facts(from).unanswered && answerOf(seen.facts(from)),
      (seen) =>
        `The answer was ${bodyOf(seen.run.at(from))}, and the proxy wrote ${BROWSERS}. 'trust proxy' is ${/^\d+$/.test(trust(seen)) ? `the text '${trust(seen)}'` : trust(seen)} here.`,
    ),
  ],
  otherwise: `GET /from should have been answered with {"from":"${BROWSERS}"}.`,
})
