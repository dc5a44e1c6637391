import { messages } from '../../../cookie/findings/messages.ts'
import { cause } from '../../cause.ts'
import { nameOf, sessionsOf, setCookies } from '../../facts.ts'

const DEFAULT = 'connect.sid'

export default cause({
  code: 'default-name',
  title: 'The session cookie has its default name',
  level: 'info',
  symptoms: ['insecure'],
  words: ['connect.sid', 'default session name', 'session cookie name', 'fingerprint express', 'change connect.sid'],
  howToTell: 'the session cookie is called connect.sid',
  lesson: 1,
  step: 'What the cookie says',
  find(observation) {
    const [first] = observation.exchanges.flatMap((exchange) => {
      const call = sessionsOf(observation, exchange).find(({ name }) => name === DEFAULT)
      return call && setCookies(exchange).some((line) => line.startsWith(`${DEFAULT}=`)) ? [{ exchange, call }] : []
    })
    if (!first) return null
    return { message: messages.defaultName, at: first.call.at, option: 'name', exchange: nameOf(first.exchange) }
  },
  fix: {
    text: 'Give the cookie a name of your own.',
    code: "session({ name: 'id', ... })",
  },
  unless: 'The name reveals only that Express is used. Keep it if other programs know the cookie by this name.',
  moves: [{ send: 'GET /' }],
})
