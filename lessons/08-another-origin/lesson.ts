import {
  advance,
  another,
  beside,
  claim,
  code,
  experiment,
  explain,
  fetched,
  fetchedWithCookies,
  get,
  lesson,
  linked,
  post,
  predict,
  proxy,
  send,
  step,
  submitted,
  to,
  type Run,
  type Seen,
  type Send,
} from '../../src/lesson/index.ts'

const MINUTE = 60_000

/** The page is open under this name; the API is always called localhost. */
const ELSEWHERE = { page: '127.0.0.1' }

const LOGIN = post('/login/ada')
const ME = get('/me')

/** What a page of Ada's sends. */
const ada = (label: string, request: Send['request'], brief = true) => send(label, request, { browser: 'Ada', brief })

const inALine = (label: string, request: Send['request']) => send(label, request, { browser: 'Ada', inALine: true })

const isAda = (visit: Send) => (run: Run) => run.at(visit).json['user'] === 'ada'
const isNobody = (visit: Send) => (run: Run) => run.at(visit).json['user'] === 'nobody'

/** Whether a request brought the cookie that a login set. */
const brings = (login: Send, visit: Send) => (run: Run) => run.at(visit).bringsCookieOf(run.at(login))

/** What the browser says of the way from the page to the server. */
const siteOf = ({ request }: Seen) =>
  request.headers.find(([name]) => name.toLowerCase() === 'sec-fetch-site')?.[1] ?? 'not said'

const plainLogin = ada('log in', fetched(LOGIN), false)
const plainMe = ada('who am I', fetched(ME))
const loggedInAndNobody = step(
  'Logged in, and nobody',
  explain(`The login answers 200 and sets a cookie; then the same API says: nobody. A page on one port of localhost calls an API on another:
    \`fetch(api + '/login/ada', { method: 'POST' })\`. Scheme, host and port make up an **origin**, so these are two. The API lets every
    origin read its answers:`),
  code('app.ts', 'cors'),
  predict(
    'What does GET /me answer after the login?',
    {
      'ada: both are localhost': (run) => isAda(plainMe)(run) && run.at(plainMe).isReadByPage,
      'nobody: it comes without the cookie': (run) => isNobody(plainMe)(run) && run.at(plainMe).sent === undefined,
      'nobody: the cookie comes, but the API does not know it': (run) =>
        isNobody(plainMe)(run) && run.at(plainMe).sent !== undefined,
    },
    {
      because: 'fetch sends no cookies to another origin unless told to. Nothing warns you.',
      hints: ['What does the call to fetch say about cookies?'],
    },
  ),
  [plainLogin, plainMe],
  claim(
    'By default fetch sends no cookie to another origin.',
    (run) => {
      const { page, isReadByPage, sent } = run.at(plainMe)
      const isPlain = page?.credentials === 'same-origin' && isReadByPage
      return isPlain && run.at(plainLogin).set !== undefined && sent === undefined
    },
    {
      remember: "fetch keeps and sends cookies with credentials: 'include'",
      myth: 'fetch sends cookies by default',
    },
  ),
)

const includeLogin = ada('log in with credentials', fetchedWithCookies(LOGIN), false)
const includeMe = ada('who am I, with credentials', fetchedWithCookies(ME))

const withCredentials = step(
  "credentials: 'include'",
  explain("So the script says `fetch(..., { credentials: 'include' })`, both times. The API stays as it is, with `*`."),
  predict(
    'What happens to the login now?',
    {
      'The script reads the answer, and Ada is logged in': (run) => run.at(includeLogin).isReadByPage,
      'The browser does not send it: * is not enough': (run) => run.at(includeLogin).status === 0,
      'It is sent, but nothing is kept, and the script gets an error': [
        (run) => !run.at(includeLogin).isReadByPage && run.at(includeMe).sent === undefined,
        'The error is about reading the answer. The cookie had already arrived, and the next request sends it.',
      ],
      'The cookie is kept, but the script gets an error': (run) =>
        !run.at(includeLogin).isReadByPage && brings(includeLogin, includeMe)(run),
    },
    {
      because:
        'The browser sends it and keeps the cookie. Then it hides the answer: with credentials, * does not count.',
      hints: [
        'Who refuses: the server, or the browser?',
        'The browser knows the headers only when the answer is there.',
      ],
    },
  ),
  [includeLogin, includeMe],
  claim(
    'The plain fetch before had kept no cookie either: this login came without one.',
    (run) => run.at(plainLogin).set !== undefined && run.at(includeLogin).sent === undefined,
  ),
  claim(
    "With credentials: 'include' the browser keeps the cookie and sends it.",
    (run) => brings(includeLogin, includeMe)(run) && run.at(includeMe).found?.['user'] === 'ada',
    { breaksWith: { 'cookie.domain': 'example.com' } },
  ),
  claim(
    'With * the script may not read that answer, but the login has happened.',
    (run) => {
      const { isReadByPage, saved, header, page } = run.at(includeLogin)
      const isOpen = header('Access-Control-Allow-Origin') === '*' && page?.credentials === 'include'
      return isOpen && !isReadByPage && saved?.session?.['user'] === 'ada'
    },
    { myth: 'Access-Control-Allow-Origin: * lets everybody in' },
  ),
)

const namedLogin = ada('log in by name', fetchedWithCookies(LOGIN))
const namedMe = ada('who am I, by name', fetchedWithCookies(ME), false)
const twoHeaders = step(
  'Two headers',
  explain(`Cookies need two headers in the answer: the origin of the page, letter for letter, and permission to use credentials. The
    cookie now says \`sameSite: 'strict'\`, which keeps it from every other site.`),
  code('credentials-app.ts', 'cors'),
  [
    another('with both headers', { app: 'credentials-app', change: { 'cookie.sameSite': 'strict' } }),
    namedLogin,
    namedMe,
  ],
  claim(
    'The exact origin and Allow-Credentials: true let the script read.',
    (run) =>
      [namedLogin, namedMe].every((visit) => {
        const { header, page, isReadByPage } = run.at(visit)
        const isNamed = header('Access-Control-Allow-Origin') === page?.origin
        return isNamed && header('Access-Control-Allow-Credentials') === 'true' && isReadByPage
      }),
    { remember: "the answer names the page's origin, and allows credentials" },
  ),
  claim(
    'Two ports are two origins but one site: even a Strict cookie is sent.',
    (run) => {
      const login = run.at(namedLogin)
      const isStrict = login.attribute('SameSite') === 'Strict' && siteOf(login) === 'same-site'
      return isStrict && brings(namedLogin, namedMe)(run) && isAda(namedMe)(run)
    },
    { myth: 'another port is cross-site, so you need SameSite=None' },
  ),
)

const jsonLogin = ada('log in with JSON', fetchedWithCookies(post('/login', { body: { user: 'ada' } })))
const isAsked = (run: Run) => run.at(jsonLogin).request.method === 'OPTIONS'
const theQuestionBefore = step(
  'The question before the request',
  explain(
    'The next version of the page logs in with JSON: `POST /login`, `Content-Type: application/json`. No form can send that.',
  ),
  predict(
    'What reaches the server?',
    {
      'POST /login, with the JSON': (run) => run.at(jsonLogin).page?.preflight === null && !isAsked(run),
      'OPTIONS /login, then POST /login': [
        (run) => run.at(jsonLogin).page?.preflight?.request.method === 'OPTIONS',
        'That takes an answer to OPTIONS that allows the header Content-Type.',
      ],
      'OPTIONS /login, and nothing else': isAsked,
    },
    {
      because:
        'The browser asks first, and nothing in the answer allows the header Content-Type. So the login was never sent.',
      hints: [
        'A page may always send what a form could send. JSON goes beyond that.',
        'Which headers does the server allow?',
      ],
    },
  ),
  jsonLogin,
  claim('For JSON the browser asks first, without cookies: a preflight.', (run) => {
    const { sentCookies, header, isReadByPage } = run.at(jsonLogin)
    const isRefused = header('Access-Control-Allow-Headers') === undefined && !isReadByPage
    return isAsked(run) && isRefused && sentCookies === undefined && run.at(namedMe).sentCookies !== undefined
  }),
)

const otherLogin = ada('log in from 127.0.0.1', fetchedWithCookies(LOGIN, ELSEWHERE))
const otherMe = ada('who am I, from 127.0.0.1', fetchedWithCookies(ME, ELSEWHERE), false)
const oneSiteOrTwo = step(
  'One site or two',
  explain(`Somebody opens the page as \`http://127.0.0.1:5173\`; its script calls localhost as before. This API allows both origins, and
    credentials. So the script may read everything, but the second answer still says nobody. Look at **Sec-Fetch-Site**.`),
  [another('for both names', { app: 'two-names-app' }), otherLogin, otherMe],
  claim('localhost and 127.0.0.1 are two sites: a fetch between them keeps no Lax cookie.', (run) => {
    const [login, me] = [run.at(otherLogin), run.at(otherMe)]
    const isLax = login.set !== undefined && [undefined, 'Lax'].includes(login.attribute('SameSite'))
    return siteOf(login) === 'cross-site' && login.isReadByPage && isLax && me.isReadByPage && me.sent === undefined
  }),
)

const noneLogin = ada('log in with none', fetchedWithCookies(LOGIN))
const noneMe = inALine('who am I, with none', fetchedWithCookies(ME))
const noneNeedsSecure = step(
  'SameSite=None',
  explain(
    "Many posts say: set `sameSite: 'none'`. Then the cookie is sent from every site. Here we try it over http, between two ports.",
  ),
  [another('with none', { app: 'credentials-app', change: { 'cookie.sameSite': 'none' } }), noneLogin, noneMe],
  claim(
    'Over http, sameSite: none loses the cookie: it needs Secure.',
    (run) => {
      const login = run.at(noneLogin)
      const isBare = login.attribute('SameSite') === 'None' && login.attribute('Secure') === undefined
      return isBare && login.isReadByPage && run.at(noneMe).sent === undefined && isNobody(noneMe)(run)
    },
    { breaksWith: { 'cookie.sameSite': 'lax' }, myth: "sameSite: 'none', secure: false" },
  ),
)

/** Ben's browser blocks third-party cookies; Ada's does not. */
const BLOCKS = { ...ELSEWHERE, blocks: true }
const ben = (label: string, request: Send['request']) => send(label, request, { browser: 'Ben', inALine: true })

const secureLogin = ada('log in over https', fetchedWithCookies(LOGIN, ELSEWHERE))
const secureMe = ada('who am I, over https', fetchedWithCookies(ME, ELSEWHERE))
const blockedLogin = ben('Ben logs in', fetchedWithCookies(post('/login/ben'), BLOCKS))
const blockedMe = ben('who is Ben', fetchedWithCookies(ME, BLOCKS))
const twoSitesOverHttps = step(
  'Two sites, over https',
  explain(`So page and API get https, on two sites: the page is on 127.0.0.1, the API on localhost, behind the proxy of lesson 7. The cookie says
    \`sameSite: 'none'\` and \`secure: true\`. A cookie of another site than the page's is called a **third-party cookie**. Ada's browser is set to
    let them through.`),
  [
    another('over https', {
      app: 'two-names-app',
      behind: [proxy('the proxy', { for: 'hands on' })],
      change: { 'cookie.sameSite': 'none', 'cookie.secure': true, proxy: true },
    }),
    secureLogin,
    secureMe,
  ],
  claim(
    'Over https, a Secure cookie with SameSite=None crosses sites.',
    (run) => {
      const [login, me] = [run.at(secureLogin), run.at(secureMe)]
      const isSecure = login.attribute('SameSite') === 'None' && login.attribute('Secure') !== undefined
      const isAcross = me.overHttps && me.page?.origin.startsWith('https:') === true && siteOf(me) === 'cross-site'
      return isSecure && isAcross && brings(secureLogin, secureMe)(run) && me.isReadByPage && isAda(secureMe)(run)
    },
    { breaksWith: { 'cookie.sameSite': 'lax' } },
  ),
  explain('Ben opens the same page. His browser blocks third-party cookies, as Safari does, and Chrome in Incognito.'),
  [blockedLogin, blockedMe],
  claim('Where third-party cookies are blocked, it is not even kept.', (run) => {
    const [login, me] = [run.at(blockedLogin), run.at(blockedMe)]
    const isNone = login.attribute('SameSite') === 'None' && siteOf(me) === 'cross-site'
    return isNone && login.isReadByPage && me.isReadByPage && me.sentCookies === undefined && isNobody(blockedMe)(run)
  }),
)

const laxLogin = ada('log in, lax', fetchedWithCookies(LOGIN))
const laxFetch = ada('fetch from another site', fetchedWithCookies(ME, ELSEWHERE))
const laxLink = ada('link from another site', linked(ME, ELSEWHERE))

/** What of another site brought the cookie. */
const brought = (run: Run) => [laxFetch, laxLink].map((visit) => brings(laxLogin, visit)(run)).join()

const aLinkIsNoFetch = step(
  'A link is not a fetch',
  explain(
    "Ada logs in on her own page, with `sameSite: 'lax'`. A page of another site fetches `/me`; then Ada clicks its link to `/me`.",
  ),
  [another('with lax', { app: 'two-names-app', change: { 'cookie.sameSite': 'lax' } }), laxLogin, laxFetch, laxLink],
  claim(
    'From another site, Lax lets a link send the cookie, but not a fetch.',
    (run) => brought(run) === 'false,true' && siteOf(run.at(laxLink)) === 'cross-site',
    { breaksWith: { 'cookie.sameSite': 'strict' } },
  ),
)

const MOVES = { moves: true }
const youngLogin = ada('log in without SameSite', fetchedWithCookies(LOGIN, MOVES))
const youngForm = ada('form of another site', submitted(post('/pay'), { ...ELSEWHERE, ...MOVES }))
const oldForm = ada('form, three minutes later', submitted(post('/pay'), { ...ELSEWHERE, ...MOVES }))
const twoMinutes = step(
  'Two minutes',
  explain(`Without SameSite a cookie counts as Lax. But while it is young, Chrome lets a form of another site send it. The clock of a real
    browser cannot be moved, so here the tutor plays one. Ada logs in, and sends such a form twice.`),
  [another('without SameSite', { app: 'two-names-app' }), youngLogin, youngForm],
  [advance('three minutes later', 3 * MINUTE), oldForm],
  claim(
    'Without SameSite a form of another site sends it, for two minutes.',
    (run) => {
      const forms = [youngForm, oldForm].map((form) => run.at(form))
      const isPosted = forms.every((form) => form.request.method === 'POST' && siteOf(form) === 'cross-site')
      return isPosted && brings(youngLogin, youngForm)(run) && run.at(oldForm).sent === undefined
    },
    { breaksWith: { 'cookie.sameSite': 'lax' } },
  ),
)

const shop = another('the shop', { app: 'credentials-app' })
const blog = beside('the blog', { app: 'credentials-app' })
const shopLogin = ada('log in at the shop', to(shop, fetchedWithCookies(LOGIN)))
const blogLogin = ada('log in at the blog', to(blog, fetchedWithCookies(LOGIN)))
const shopMe = ada('back at the shop', to(shop, fetchedWithCookies(ME)))

const twoApps = step(
  'Two apps on one host',
  explain(
    'A second app, a blog, runs on a third port of localhost, with the same options as the shop. Ada logs in at the shop, then at the blog.',
  ),
  predict(
    'She goes back to the shop. Who is she there?',
    {
      'ada: each port has a cookie of its own': isAda(shopMe),
      "nobody: the blog's cookie replaced the shop's": (run) => isNobody(shopMe)(run) && brings(blogLogin, shopMe)(run),
      'nobody: both cookies come, and the wrong one counts': (run) =>
        isNobody(shopMe)(run) && (run.at(shopMe).sentCookies ?? '').split('; ').length > 1,
    },
    {
      because: 'A cookie belongs to a host and a path. Ports do not count, so one connect.sid replaced the other.',
      hints: ['How does a browser tell two cookies apart?', 'Both apps call their cookie connect.sid.'],
    },
  ),
  [shop, shopLogin, blog, blogLogin, shopMe],
  claim("Cookies ignore ports: the blog's connect.sid replaces the shop's.", (run) => {
    const { sent, notFound, bringsCookieOf } = run.at(shopMe)
    const isOther = sent !== undefined && sent !== run.at(shopLogin).set?.value && bringsCookieOf(run.at(blogLogin))
    return isOther && notFound && isNobody(shopMe)(run)
  }),
)

const yourApp = another('your app', { app: 'production-app' })
const besideIt = beside('the blog too', { app: 'credentials-app' })
const yourLogin = ada('log in at your app', to(yourApp, fetchedWithCookies(post('/login', { body: { user: 'ada' } }))))
const nextLogin = inALine('log in at the blog again', to(besideIt, fetchedWithCookies(LOGIN)))
const yourMe = ada('who am I, at your app', to(yourApp, fetchedWithCookies(ME)))
const strangers = ada('a page that you did not name', to(yourApp, fetchedWithCookies(ME, ELSEWHERE)))
const inYourApp = step(
  'In your app',
  explain(`Name the page's origin, allow credentials, answer the preflight above session(), and give the cookie a name of its own. The package
    \`cors\` sends the same headers. Simpler still: serve page and API from one origin.`),
  code('production-app.ts', 'cors'),
  code('production-app.ts', 'options'),
  [yourApp, yourLogin, strangers],
  [besideIt, nextLogin, yourMe],
  claim('The preflight is answered, JSON logs in, and the page may read it.', (run) => {
    const { page, isReadByPage, json } = run.at(yourLogin)
    return page?.preflight?.response.status === 204 && isReadByPage && json['user'] === 'ada'
  }),
  claim(
    'With a name of its own for each app, the login stays.',
    (run) => run.at(nextLogin).set !== undefined && brings(yourLogin, yourMe)(run) && isAda(yourMe)(run),
    { remember: 'cookies ignore ports: each app needs a cookie name of its own', breaksWith: { name: 'connect.sid' } },
  ),
  claim('A page that you did not name may not read the answer.', (run) => {
    const { isReadByPage, page, header } = run.at(strangers)
    return !isReadByPage && page?.origin !== header('Access-Control-Allow-Origin')
  }),
)

export default lesson({
  home: import.meta.url,
  steps: [
    loggedInAndNobody,
    withCredentials,
    twoHeaders,
    theQuestionBefore,
    oneSiteOrTwo,
    noneNeedsSecure,
    twoSitesOverHttps,
    aLinkIsNoFetch,
    twoMinutes,
    twoApps,
    inYourApp,
  ],
  experiments: [
    experiment(
      { 'cookie.sameSite': 'strict' },
      'With Strict not even the link sends the cookie, and between two ports nothing changes.',
      (run) => brought(run) === 'false,false' && isAda(namedMe)(run),
    ),
    experiment(
      { 'cookie.sameSite': 'auto' },
      "'auto' is Lax over http and None over https, since express-session 1.19. With older versions no cookie is set.",
      (run) => {
        const logins = [plainLogin, secureLogin].map((login) => run.at(login))
        const isAuto = logins.map((login) => login.attribute('SameSite')).join() === 'Lax,None'
        return isAuto ? brings(secureLogin, secureMe)(run) : logins.every((login) => login.setCookies.length === 0)
      },
    ),
    experiment(
      { 'cookie.domain': 'example.com' },
      'A domain that is not its own: the browser refuses the cookie, whatever the page says.',
      (run) => run.at(namedLogin).attribute('Domain') === 'example.com' && run.at(namedMe).sent === undefined,
    ),
    experiment(
      { name: '__Host-shop' },
      'The prefix __Host- promises Secure, Path=/ and no Domain. Over http that promise cannot be kept, so the browser refuses the cookie.',
      (run) => run.at(namedLogin).set?.name === '__Host-shop' && run.at(namedMe).sentCookies === undefined,
    ),
    experiment(
      { 'cookie.path': '/login' },
      'session() works for /login only. At /me there is no req.session, and the app fails with 500.',
      (run) => run.at(namedLogin).attribute('Path') === '/login' && run.at(namedMe).status === 500,
    ),
    experiment(
      { 'cookie.secure': true },
      'Over http there is no Set-Cookie at all, so the browser has nothing to keep.',
      (run) => run.at(namedLogin).setCookies.length === 0 && isNobody(namedMe)(run),
    ),
    experiment(
      { 'cookie.partitioned': true },
      "Since express-session 1.18: the cookie says Partitioned, and Ben's browser keeps it. Without Secure browsers refuse it.",
      (run) => {
        const isRefused =
          run.at(includeLogin).attribute('Partitioned') !== undefined && !brings(includeLogin, includeMe)(run)
        return isRefused && brings(blockedLogin, blockedMe)(run)
      },
      { since: '1.18' },
    ),
  ],
})
