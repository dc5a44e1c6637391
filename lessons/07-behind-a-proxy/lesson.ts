import {
  another,
  claim,
  code,
  experiment,
  explain,
  get,
  lesson,
  post,
  predict,
  proxy,
  send,
  step,
  type Run,
  type Send,
} from '../../src/lesson/index.ts'
import { near } from '../ends.ts'

const PROTO = 'X-Forwarded-Proto'

/** In front of the app, as most hosts have one. */
const theProxy = proxy('the proxy', { for: 'hands on' })

/** A server behind a proxy, with the option that the shop has where it is deployed. */
const deployed = (
  label: string,
  { change = {}, behind = [theProxy], ...details }: Parameters<typeof another>[1] = {},
) => another(label, { behind, ...details, change: { 'cookie.secure': true, ...change } })

const ada = (label: string, request: Send['request'], details: Parameters<typeof send>[2] = {}) =>
  send(label, request, { browser: "Ada's browser", ...details })

/** What came of the session cookie of an answer. */
const cookieOf = (run: Run, visit: Send): 'none' | 'Secure' | 'without Secure' => {
  const { set, attribute } = run.at(visit)
  if (!set) return 'none'
  return attribute('Secure') === undefined ? 'without Secure' : 'Secure'
}

/** What the session cookie says of other sites. */
const siteOf = (run: Run, visit: Send) => run.at(visit).attribute('SameSite')

/** What the app took the connection for. */
const protocolOf = (run: Run, visit: Send) => run.at(visit).json['protocol']

const userOf = (run: Run, visit: Send) => run.at(visit).json['user']

const laptopLogin = ada('log in on the laptop', post('/login/ada'), { brief: true })
const onTheLaptop = step(
  'It works on the laptop',
  explain(`A shop works on a laptop. Deployed at a host that gives it https, it forgets every login: no error, nothing in the log. On the laptop
    Ada comes over plain http. The app answers her login with the \`req.protocol\` that it saw:`),
  code('app.ts', 'cookie'),
  laptopLogin,
  claim(
    'On the laptop, over http and with secure: false, the cookie is set.',
    (run) => protocolOf(run, laptopLogin) === 'http' && cookieOf(run, laptopLogin) === 'without Secure',
    { breaksWith: { 'cookie.secure': true } },
  ),
)

const login = ada('log in', post('/login/ada'))
const me = ada('who am I', get('/me'), { brief: true })

/** Whether the login was answered as usual, with no word of what is missing. */
const isSilent = (run: Run) => run.at(login).status === 200 && run.at(login).errors.length === 0

const deployedBehindHttps = step(
  'Deployed, behind https',
  explain(`At the host, https ends before the app. A **reverse proxy** is in front: browsers speak https with it, and it sends each
    request on to the app over plain http. Here one really runs, with a certificate that Ada's browser trusts. A cookie with **Secure** is for
    https only, so the shop now has \`secure: true\`.`),
  predict(
    "Ada logs in at the https address. What comes with the app's answer?",
    {
      'A cookie with Secure: she came over https': [
        (run) => cookieOf(run, login) === 'Secure',
        'She did, but only to the proxy. What reached the app came over http.',
      ],
      'A cookie without Secure': [
        (run) => cookieOf(run, login) === 'without Secure',
        'With secure: true no cookie goes out without Secure. It is kept back instead.',
      ],
      'An error: the connection is not secure': [
        (run) => !isSilent(run),
        'An error would help. The answer is 200, as if all were well.',
      ],
      'No cookie, and no error': (run) => cookieOf(run, login) === 'none' && isSilent(run),
    },
    {
      because: 'To the app this is plain http, and there a Secure cookie is kept back, without a word.',
      hints: [
        'Two connections: from her browser to the proxy, and from there to the app.',
        'Which one does the app see?',
      ],
    },
  ),
  [deployed('with secure: true'), login, me],
  claim(
    'Her browser spoke https, the app saw http: 200, no error, no cookie.',
    (run) =>
      run.at(login).overHttps &&
      protocolOf(run, login) === 'http' &&
      isSilent(run) &&
      run.at(login).setCookies.length === 0,
    {
      breaksWith: { proxy: true },
      remember: 'secure: true where the app sees http: no cookie, no error',
      myth: 'the site has https, so secure: true just works',
    },
  ),
  claim(
    'Such a login leaves a session in the store, and no cookie leads to it.',
    (run) =>
      run.at(login).saved?.session?.['user'] === 'ada' && run.at(me).sent === undefined && userOf(run, me) === 'nobody',
    { breaksWith: { proxy: true } },
  ),
)

const trustedLogin = ada('log in, trusted', post('/login/ada'), { brief: true })
const whatTheProxySays = step(
  'What the proxy says',
  explain(
    `Look at the line that the proxy added: **X-Forwarded-Proto** says how the browser connected. The app was told, but did not believe it,
    because anybody could write that. \`app.set('trust proxy', 1)\` tells Express to believe one proxy: the one that connects to it.`,
  ),
  [deployed("with 'trust proxy' 1", { app: 'trusting-app' }), trustedLogin],
  claim(
    "With 'trust proxy' 1 the app sees https, and sets the cookie, with Secure.",
    (run) =>
      run.at(trustedLogin).told(PROTO) === 'https' &&
      protocolOf(run, trustedLogin) === 'https' &&
      cookieOf(run, trustedLogin) === 'Secure',
    {
      breaksWith: { proxy: false },
      remember: "behind a proxy: app.set('trust proxy', 1)",
    },
  ),
)

const optionLogin = ada('log in, with proxy: true', post('/login/ada'), { brief: true })
const theOptionProxy = step(
  'The option proxy',
  explain(
    "session() has an option of its own for this: `proxy: true`. Express itself is told nothing now: no `'trust proxy'`.",
  ),
  predict(
    'Ada logs in at the https address again. What comes?',
    {
      'A Secure cookie, and "protocol":"https"': [
        (run) => cookieOf(run, optionLogin) === 'Secure' && protocolOf(run, optionLogin) === 'https',
        'The cookie, yes. But req.protocol comes from Express, and nobody told Express.',
      ],
      'A Secure cookie, and "protocol":"http"': (run) =>
        cookieOf(run, optionLogin) === 'Secure' && protocolOf(run, optionLogin) === 'http',
      'No cookie, and "protocol":"http"': [
        (run) => cookieOf(run, optionLogin) === 'none',
        'session() itself was told. With proxy: true it reads X-Forwarded-Proto without asking Express.',
      ],
    },
    {
      because: 'The option is for session() alone. The rest of the app still takes this for http.',
      hints: ['Whose option is it, and where does req.protocol come from?'],
    },
  ),
  [deployed('with proxy: true', { change: { proxy: true } }), optionLogin],
  claim(
    'proxy: true is for session() alone: the cookie comes, Express says http.',
    (run) => cookieOf(run, optionLogin) === 'Secure' && protocolOf(run, optionLogin) === 'http',
    { breaksWith: { proxy: false } },
  ),
)

const silent = proxy('the proxy', { proto: 'hands on', for: 'appends' })
const silentLogin = ada('log in through a silent proxy', post('/login/ada'), { brief: true })
const aSilentProxy = step(
  'A proxy that does not say it',
  explain(`Not every proxy writes X-Forwarded-Proto by itself: nginx does not. This one adds only **X-Forwarded-For**, the address that
    connected to it. The app has \`'trust proxy'\` 1.`),
  predict(
    'What comes back from the login?',
    {
      'A Secure cookie: the proxy is trusted': [
        (run) => cookieOf(run, silentLogin) === 'Secure',
        'Trust only means belief, and this proxy says nothing about https.',
      ],
      'No cookie': (run) => cookieOf(run, silentLogin) === 'none' && isAnswered(run),
      'An error: X-Forwarded-Proto is missing': (run) => !isAnswered(run),
    },
    {
      because: 'It hears nothing about https. nginx needs this line: proxy_set_header X-Forwarded-Proto $scheme;',
      hints: ['What is there to believe?'],
    },
  ),
  [deployed('behind a silent proxy', { app: 'trusting-app', behind: [silent] }), silentLogin],
  claim(
    'Trust alone is not enough: without X-Forwarded-Proto the app sees http.',
    (run) =>
      run.at(silentLogin).overHttps &&
      run.at(silentLogin).told(PROTO) === undefined &&
      protocolOf(run, silentLogin) === 'http' &&
      cookieOf(run, silentLogin) === 'none',
  ),
)

function isAnswered(run: Run): boolean {
  return run.at(silentLogin).status === 200
}

const autoLogin = ada("log in, with 'auto'", post('/login/ada'), { brief: true })
const autoOverHttp = ada('the same browser, over http', get('/me'), { past: true, brief: true })
const auto = step(
  "secure: 'auto'",
  explain(
    "Then people find `secure: 'auto'`: Secure if the connection is secure. This app is not told to trust its proxy.",
  ),
  predict(
    'What comes back from a login at the https address now?',
    {
      'A cookie with Secure': [
        (run) => cookieOf(run, autoLogin) === 'Secure',
        "'auto' looks at the same connection as everything else: the one to the app, which is http.",
      ],
      'A cookie without Secure': (run) => cookieOf(run, autoLogin) === 'without Secure',
      'No cookie': [
        (run) => cookieOf(run, autoLogin) === 'none',
        "That is secure: true. 'auto' gives in, and leaves Secure out.",
      ],
    },
    {
      because: "The login works, so nobody looks again. But 'auto' saw http, and left Secure out.",
      hints: ['Which of the two connections does session() know?'],
    },
  ),
  [deployed("with 'auto', no trust", { change: { 'cookie.secure': 'auto' } }), autoLogin, autoOverHttp],
  claim(
    "'auto' without trust: a cookie without Secure, which goes over http too.",
    (run) => {
      const isInTheOpen = !run.at(autoOverHttp).overHttps && run.at(autoOverHttp).bringsCookieOf(run.at(autoLogin))
      return run.at(autoLogin).overHttps && cookieOf(run, autoLogin) === 'without Secure' && isInTheOpen
    },
    { breaksWith: { proxy: true }, myth: "behind a proxy, secure: 'auto' is all you need" },
  ),
)

const ben = (label: string, request: Send['request'], past: boolean, brief = false) =>
  send(label, request, { browser: "Ben's browser", past, brief })
const overHttp = ben('Ben logs in over http', post('/login/ben'), true, true)
const overHttps = ben('Ben comes back over https', get('/me'), false, true)
const decidedOnce = step(
  'Decided once',
  explain(`Now \`'auto'\` with trust, and with \`rolling: true\`, so that each answer sets the cookie. Ben finds a way around the proxy, over http,
    and logs in. Then he comes back over https.`),
  predict(
    "The app has secure: 'auto' and trusts the proxy. Is his cookie Secure now?",
    {
      'Yes: auto looks at each request': [
        (run) => cookieOf(run, overHttps) === 'Secure',
        'It looks once, when the session is made. The session keeps the result.',
      ],
      'No: his session began over http': (run) => cookieOf(run, overHttps) === 'without Secure',
      'He gets a new session, with Secure': [
        (run) => run.at(overHttps).generated.length > 0,
        'His session is found and goes on. Nothing about it is decided again.',
      ],
    },
    {
      because: 'Secure was decided when the session was made, and is stored with it.',
      hints: ["Look at what the store keeps: the session has the cookie's settings in it."],
    },
  ),
  [
    deployed("'auto' and rolling", { app: 'trusting-app', change: { 'cookie.secure': 'auto', rolling: true } }),
    overHttp,
    overHttps,
  ],
  claim("'auto' is decided when a session is made, and kept with it.", (run) => {
    const { session, told } = run.at(overHttps)
    const isKept = Object(session?.['cookie']).secure === false
    return told(PROTO) === 'https' && cookieOf(run, overHttps) === 'without Secure' && isKept
  }),
)

/** What anybody can send who reaches the app itself. */
const forged = (label: string) =>
  send(label, post('/login/mallory', { headers: { [PROTO]: 'https' } }), { browser: null, past: true, brief: true })
const believed = forged('a stranger says https')
const notBelieved = forged('the stranger again')
const anyoneCanSayIt = step(
  'Anyone can say it',
  explain(
    `X-Forwarded-Proto is a header like any other. A stranger finds the app's own port, bypasses the proxy over plain http, and writes the
    header himself. The app has \`'trust proxy'\` 1 and \`secure: true\`.`,
  ),
  predict(
    'What does the stranger get?',
    {
      'No cookie: his connection is http': [
        (run) => cookieOf(run, believed) === 'none' && protocolOf(run, believed) === 'http',
        'The app believes the header, not the connection: that is what it was told to do.',
      ],
      'A Secure cookie, over plain http': (run) => cookieOf(run, believed) === 'Secure',
      'No cookie: he is not the proxy': [
        (run) => cookieOf(run, believed) === 'none' && protocolOf(run, believed) === 'https',
        'How would the app know? A number does not say who the proxy is.',
      ],
    },
    {
      because: 'The number 1 means: believe anyone who connects. It does not say who that may be.',
      hints: ['How does the app tell its proxy from anyone else?'],
    },
  ),
  [deployed("'trust proxy' 1 again", { app: 'trusting-app' }), believed],
  claim(
    'A number trusts anyone who connects: over http, a Secure cookie comes.',
    (run) =>
      !run.at(believed).overHttps && protocolOf(run, believed) === 'https' && cookieOf(run, believed) === 'Secure',
    { breaksWith: { proxy: false }, remember: 'a number trusts anyone: only proxies may reach the app' },
  ),
)

const byAddress = step(
  'By address',
  explain('An address says who it is. This app is told that its proxy is at 10.1.2.3. The stranger is not:'),
  code('trusts-address-app.ts', 'trust'),
  [deployed('with an address', { app: 'trusts-address-app' }), notBelieved],
  claim(
    'With an address, only connections from there are believed.',
    (run) => protocolOf(run, notBelieved) === 'http' && cookieOf(run, notBelieved) === 'none',
    { breaksWith: { proxy: true } },
  ),
)

/** Addresses of those that are kept for examples (RFC 5737). The first is made up; at the others they seem to be. */
const MADE_UP = '203.0.113.7'
const STRANGER = '198.51.100.4'
const CDN = '192.0.2.1'
const claimsAddress = (label: string, brief = false) =>
  send(label, get('/me', { headers: { 'X-Forwarded-For': MADE_UP } }), { browser: null, brief, inALine: !brief })
/** Two proxies that add addresses. All here connect from one, so each is told which it sees. */
const addBoth = [
  proxy('the CDN', { sees: STRANGER }),
  proxy('the balancer', { speaks: 'http', proto: 'hands on', sees: CDN }),
]
const trustsAll = claimsAddress('a made-up address', true)
const trustsOne = claimsAddress('the same, trusting 1')
const trustsTwo = claimsAddress('the same, trusting 2')
const ipOf = (run: Run, visit: Send) => run.at(visit).json['ip']
const howFarBack = step(
  'How far back',
  explain(`\`req.ip\` is the address that apps go by. Each proxy adds to X-Forwarded-For who connected to it. A stranger at ${STRANGER} makes one
    up, ${MADE_UP}, and comes through a CDN (${CDN}) and a load balancer.`),
  [deployed("'trust proxy' true", { app: 'trusts-all-app', behind: addBoth }), trustsAll],
  [deployed("'trust proxy' 1 now", { app: 'trusting-app', behind: addBoth }), trustsOne],
  [deployed("'trust proxy' 2 now", { app: 'trusts-two-app', behind: addBoth }), trustsTwo],
  claim(
    'true believes the client; behind two proxies 1 finds the CDN, 2 the client.',
    (run) => ipOf(run, trustsAll) === MADE_UP && ipOf(run, trustsOne) === CDN && ipOf(run, trustsTwo) === STRANGER,
  ),
)

const cdn = proxy('the CDN', { for: 'hands on' })
const overwriting = proxy('the balancer', { speaks: 'http', for: 'hands on' })
const appending = proxy('the balancer', { speaks: 'http', for: 'hands on', proto: 'appends' })
const overwritten = ada('log in, overwritten', post('/login/ada'), { brief: true })
const appended = ada('log in, appended', post('/login/ada'), { brief: true })
const twoProxies = step(
  'Two proxies',
  explain(`Ada speaks https to the CDN, and the CDN speaks http to the balancer. Each writes what it saw, and this balancer overwrites what the CDN
    wrote. The app has \`'trust proxy'\` 2. (A CDN may do more: keep answers, or let some cookies through and others not.)`),
  predict(
    'What comes back from the login?',
    {
      'A Secure cookie: 2 looks past the balancer': [
        (run) => cookieOf(run, overwritten) === 'Secure',
        'The number counts addresses. The app heard nothing about https.',
      ],
      'No cookie: https was overwritten': (run) => cookieOf(run, overwritten) === 'none',
    },
    {
      because: 'The CDN speaks http to the balancer, and the balancer said so.',
      hints: ['Which X-Forwarded-Proto reaches the app?'],
    },
  ),
  [deployed('one overwrites', { app: 'trusts-two-app', behind: [cdn, overwriting] }), overwritten],
  claim(
    'A second proxy that overwrites https takes the cookie away, with 2 too.',
    (run) =>
      run.at(overwritten).overHttps &&
      run.at(overwritten).told(PROTO) === 'http' &&
      cookieOf(run, overwritten) === 'none',
    { myth: "two proxies: set 'trust proxy' to 2, and https is found" },
  ),
)

const theFirstWord = step(
  'The first word',
  explain("This balancer adds its word behind that of the CDN, and the app has only `'trust proxy'` 1."),
  [deployed('one appends', { app: 'trusting-app', behind: [cdn, appending] }), appended],
  claim(
    'The first word of X-Forwarded-Proto counts: https, whatever follows.',
    (run) =>
      run.at(appended).told(PROTO) === 'https, http' &&
      protocolOf(run, appended) === 'https' &&
      cookieOf(run, appended) === 'Secure',
    { breaksWith: { proxy: false } },
  ),
)

const yourLogin = ada('log in at your app', post('/login/ada'), { brief: true })
const pastIt = ada('past your proxy', get('/me'), { past: true, brief: true })
const inYourApp = step(
  'In your app',
  explain(`Name your proxy's address; \`'loopback'\` is this machine. If you do not know it, set the number 1, without quotes, and let
    only the proxy reach the app.`),
  code('production-app.ts', 'proxy'),
  [another('behind your proxy', { app: 'production-app', behind: [theProxy] }), yourLogin, pastIt],
  claim(
    'Over https a Secure cookie comes; over http the browser sends none.',
    (run) => run.at(yourLogin).overHttps && cookieOf(run, yourLogin) === 'Secure' && run.at(pastIt).sent === undefined,
    { breaksWith: { 'cookie.secure': false } },
  ),
)

export default lesson({
  home: import.meta.url,
  steps: [
    onTheLaptop,
    deployedBehindHttps,
    whatTheProxySays,
    theOptionProxy,
    aSilentProxy,
    auto,
    decidedOnce,
    anyoneCanSayIt,
    byAddress,
    howFarBack,
    twoProxies,
    theFirstWord,
    inYourApp,
  ],
  experiments: [
    experiment(
      { proxy: true },
      'session() believes anyone who says https: the stranger gets a Secure cookie. If nobody says it, no cookie is set.',
      (run) =>
        [login, notBelieved].every((visit) => cookieOf(run, visit) === 'Secure') &&
        cookieOf(run, silentLogin) === 'none',
    ),
    experiment(
      { proxy: false },
      'session() believes nobody: behind a proxy no Secure cookie is set, though Express says https.',
      (run) => protocolOf(run, trustedLogin) === 'https' && cookieOf(run, trustedLogin) === 'none',
    ),
    experiment(
      { 'cookie.secure': 'auto' },
      'The laptop gets a cookie without Secure, and behind a trusted proxy one with it.',
      (run) => cookieOf(run, login) === 'without Secure' && cookieOf(run, trustedLogin) === 'Secure',
    ),
    experiment(
      { 'cookie.secure': false },
      'Every login works, and every cookie goes over plain http as well.',
      (run) => cookieOf(run, login) === 'without Secure' && run.at(pastIt).sent !== undefined,
    ),
    experiment(
      { 'cookie.sameSite': 'auto' },
      'Since express-session 1.19: Lax on the laptop, None with Secure behind a trusted proxy. Older versions: no cookie.',
      (run) => {
        const sites = [laptopLogin, trustedLogin].map((visit) => siteOf(run, visit))
        const isKeptBack = [laptopLogin, trustedLogin].every((visit) => cookieOf(run, visit) === 'none')
        const isAuto = sites.join() === 'Lax,None' && cookieOf(run, trustedLogin) === 'Secure'
        return cookieOf(run, login) === 'none' && (isAuto || isKeptBack)
      },
    ),
    experiment(
      { 'cookie.sameSite': 'auto', 'cookie.secure': 'auto' },
      'Both go by the connection: Lax without Secure on the laptop, None with Secure behind a trusted proxy.',
      (run) => {
        const isPlain = [laptopLogin, login].every(
          (visit) => cookieOf(run, visit) === 'without Secure' && siteOf(run, visit) === 'Lax',
        )
        return isPlain && cookieOf(run, trustedLogin) === 'Secure' && siteOf(run, trustedLogin) === 'None'
      },
      { since: '1.19' },
    ),
    experiment(
      { proxy: true, 'cookie.secure': 'auto' },
      'The cookie has Secure wherever somebody says https, even if Express trusts nobody.',
      (run) => cookieOf(run, login) === 'Secure' && cookieOf(run, laptopLogin) === 'without Secure',
    ),
    experiment(
      { proxy: true, 'cookie.secure': false, 'cookie.sameSite': 'auto' },
      'Where https is said, SameSite=None comes without Secure, and browsers refuse that. Where http is said: Lax.',
      (run) => {
        const isRefused = siteOf(run, login) === 'None' && run.at(me).sent === undefined
        return cookieOf(run, login) === 'without Secure' && isRefused && siteOf(run, overwritten) === 'Lax'
      },
      { since: '1.19' },
    ),
    experiment(
      { proxy: false, 'cookie.secure': 'auto', 'cookie.sameSite': 'auto' },
      'Lax without Secure everywhere, whatever a proxy says.',
      (run) =>
        [laptopLogin, login, trustedLogin].every(
          (visit) => cookieOf(run, visit) === 'without Secure' && siteOf(run, visit) === 'Lax',
        ),
      { since: '1.19' },
    ),
    experiment(
      { cookie: 'byRequest' },
      'Since 1.19 cookie may be a function of the request: here one minute over http, ten minutes and Secure over https.',
      (run) => {
        const [plain, safe] = [run.at(laptopLogin), run.at(trustedLogin)]
        const isPlain = cookieOf(run, laptopLogin) === 'without Secure' && near(plain.lifetime, 60_000)
        return isPlain && cookieOf(run, trustedLogin) === 'Secure' && near(safe.lifetime, 600_000)
      },
      { since: '1.19' },
    ),
  ],
})
