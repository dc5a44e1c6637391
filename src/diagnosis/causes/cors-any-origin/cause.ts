import { registrableDomain } from '../../../cookie/browser/match.ts'
import { cause } from '../../cause.ts'
import { corsLine, crossOrigin } from '../../cors.ts'
import { nameOf } from '../../facts.ts'

export default cause({
  code: 'cors-any-origin',
  title: 'Scripts of every site may read what the app answers to its visitors',
  level: 'warning',
  lesson: 8,
  step: 'In your app',
  symptoms: ['insecure'],
  words: [
    'cors origin true',
    'origin echoed',
    'reflected origin',
    'cors misconfiguration',
    'allow all origins with credentials',
  ],
  howToTell:
    'whatever Origin you send comes back in Access-Control-Allow-Origin, together with Access-Control-Allow-Credentials: true',
  find(observation) {
    const all = crossOrigin(observation)
    const isEchoed = ({ origin, allowed, credentials }: (typeof all)[number]) => credentials && allowed === origin
    // One that is not let in shows that somebody chooses.
    if (all.some((one) => one.allowed !== undefined && !isEchoed(one)) || all.some((one) => one.allowed === undefined))
      return null
    const echoed = all.filter(isEchoed)
    const [first] = echoed
    const other = echoed.find(({ origin }) => siteOf(origin) !== siteOf(first?.origin ?? ''))
    if (!first || !other) return null
    return {
      message:
        `The app allows ${first.origin} and ${other.origin} alike to read its answers with the visitor's cookies: it sends any Origin back ` +
        'in Access-Control-Allow-Origin, together with Access-Control-Allow-Credentials. So any page can read whatever its visitor may read.',
      at: corsLine(first.exchange),
      exchange: nameOf(other.exchange),
      count: echoed.length,
    }
  },
  fix: {
    text: 'Name the origins that may read them.',
    code: "app.use(cors({ origin: ['https://shop.example'], credentials: true }))",
  },
  unless: 'An API that everybody may use from any page can allow all origins, but then without cookies.',
  moves: [
    { send: 'GET /', at: 'https://api.example', from: 'https://shop.example' },
    { send: 'GET /', at: 'https://api.example', from: 'https://other.test' },
  ],
})

const siteOf = (origin: string): string => (URL.canParse(origin) ? registrableDomain(new URL(origin).hostname) : origin)
