import {
  advance,
  another,
  byHand,
  claim,
  code,
  cookieOf,
  experiment,
  explain,
  get,
  lesson,
  post,
  predict,
  send,
  start,
  step,
  table,
  together,
  type Run,
  type Send,
} from '../../src/lesson/index.ts'
import { givenToStore, near } from '../ends.ts'

const HOUR = 3_600_000
const DAY = 24 * HOUR

/** A request of Ada's. Each server gives her another cookie; her browser is the same. */
const ada = (label: string, request: Send['request'], details: Parameters<typeof send>[2] = {}) =>
  send(label, request, { browser: "Ada's browser", ...details })
const inALine = { inALine: true }

/** Who the app took somebody for. */
const userOf = (run: Run, visit: Send) => run.at(visit).json['user']

const login = ada('Ada logs in', post('/shop/login/ada'), inALine)
const clear = ada('Ada logs out', post('/shop/logout'), { brief: true })
const still = ada('her next visit', get('/shop/me'), inALine)
const clearPath = ada('with the path', post('/shop/clear'), { brief: true })
const gone = ada('she asks again', get('/shop/me'), inALine)
/** In a line. */
const shortly = (one: Send): Send => ({ ...one, inALine: true })
const copy = shortly(byHand("Mallory's copy", get('/shop/me'), cookieOf(login)))

const goodbyeAndStillThere = step(
  'Goodbye, and still there',
  explain(`Ada clicks **Log out** in a shop, and reads goodbye. She reloads the page, and is still logged in. The shop is at \`/shop\`, and so is
    its session cookie: \`cookie: { path: '/shop' }\`. This is its logout:`),
  code('app.ts', 'clear'),
  predict(
    'The answer clears connect.sid. Who is she at her next visit?',
    {
      'nobody: her browser has dropped the cookie': [
        (run) => run.at(still).sent === undefined,
        'It would, if the line were about her cookie. The line has another Path.',
      ],
      'nobody: the store has dropped the session': [
        (run) => run.at(still).sent !== undefined && userOf(run, still) === 'nobody',
        'The store was not told about a logout. It still has her session, and her browser still has its cookie.',
      ],
      'ada, as before': (run) => run.at(still).sent !== undefined && userOf(run, still) === 'ada',
    },
    {
      because: 'clearCookie() wrote Path=/, and her cookie has Path=/shop. For a browser these are two cookies.',
      hints: ['How does a browser tell two cookies with one name apart?'],
    },
  ),
  [login, clear, still],
  claim(
    'A clearing line for another path clears nothing: that is another cookie.',
    (run) =>
      run.at(login).attribute('Path') === '/shop' &&
      run.at(clear).attribute('Path') === '/' &&
      run.at(clear).cookieGone &&
      run.at(still).bringsCookieOf(run.at(login)) &&
      userOf(run, still) === 'ada',
    {
      breaksWith: { 'cookie.path': '/' },
      myth: "res.clearCookie('connect.sid') deletes the cookie",
      remember: 'clearCookie() needs the name, path and domain of the cookie',
    },
  ),
)

const notTheSession = step(
  'A copy of the cookie',
  explain(
    'With the path of the cookie, the browser drops it. An hour ago Mallory made a copy of that cookie, and now she sends it by hand.',
  ),
  code('app.ts', 'clear-path'),
  predict(
    'What does her copy open?',
    {
      'Nothing: Ada has logged out': [
        (run) => run.at(copy).notFound,
        'Her browser was told. The store was not, and it is the store that decides.',
      ],
      'Nothing: a cookie that was cleared is not valid': [
        (run) => run.at(copy).askedFor === undefined,
        'Nothing in a cookie says that it was cleared. Its signature is still right.',
      ],
      "Ada's session": (run) => userOf(run, copy) === 'ada',
    },
    {
      because: 'The logout only spoke to her browser. The store still has her session.',
      hints: ['Who was told of the logout: the browser, the store, or both?'],
    },
  ),
  [clearPath, gone, copy],
  claim(
    'With the path and the name of the cookie, the browser drops it.',
    (run) => run.at(clearPath).sent !== undefined && run.at(clearPath).cookieGone && run.at(gone).sent === undefined,
    { breaksWith: { name: 'shop.sid' } },
  ),
  claim(
    'clearCookie() asks one browser to forget: a copy still opens the session.',
    (run) => run.at(clearPath).destroyed.length === 0 && run.at(copy).found?.['user'] === 'ada',
  ),
)

const secondLogin = ada('Ada is back', post('/shop/login/ada'), inALine)
const destroy = ada('and logs out', post('/shop/destroy'), { brief: true })
const dead = ada('and visits again', get('/shop/me'), inALine)

const theSession = step(
  'destroy()',
  explain('`destroy()` tells the store. Here that is all the logout does:'),
  code('app.ts', 'destroy'),
  predict(
    'What happens to the cookie in her browser?',
    {
      'The answer clears it: no session, no cookie': [
        (run) => run.at(destroy).cookieGone,
        'Many expect that. There is no Set-Cookie line in the answer.',
      ],
      'It stays, and the session comes back empty under its id': [
        (run) => run.at(dead).sent !== undefined && run.at(dead).notFound && run.at(dead).generated.length === 0,
        'An id that the store does not know is never used again: the next session has a new one.',
      ],
      'It stays, and opens nothing': (run) =>
        run.at(dead).sent !== undefined && run.at(dead).notFound && run.at(dead).generated.length === 1,
    },
    {
      because:
        'destroy() is about the store. To drop the cookie, a browser needs a Set-Cookie line, and there was none.',
      hints: ['Which header would the answer need?'],
    },
  ),
  [secondLogin, destroy, dead],
  claim(
    'destroy() ends req.session and the stored one, and sends no Set-Cookie.',
    (run) => {
      const { destroyed, setCookies, json } = run.at(destroy)
      return destroyed[0] === run.at(secondLogin).set?.id && setCookies.length === 0 && json['session'] === 'undefined'
    },
    { myth: 'destroy() deletes the cookie too' },
  ),
  claim(
    'The browser sends the dead cookie again, and just reading gets it no new one.',
    (run) =>
      run.at(dead).bringsCookieOf(run.at(secondLogin)) && run.at(dead).notFound && run.at(dead).setCookies.length === 0,
    { breaksWith: { saveUninitialized: true } },
  ),
)

const nullLogin = ada('Ada logs in', post('/shop/login/ada'))
const toNull = ada('req.session = null', post('/shop/null'))
const afterNull = ada('Ada asks again', get('/shop/me'))
const strangerToNull = send('a stranger logs out', post('/shop/null'), { browser: 'stranger' })
const KEEP = "unset: 'keep'"
const DESTROY = "unset: 'destroy'"
const unset = table('Store calls, and cookies sent', {
  columns: { [KEEP]: {}, [DESTROY]: { unset: 'destroy' } },
  rows: [nullLogin, toNull, afterNull, strangerToNull],
})

/** Whether the store still had the session when she asked again: it was told of it, and she got no cookie of another. */
const isKept = (column: string) => (run: Run) => {
  const { ops, cookie } = run.at(unset).cell(column, afterNull)
  return ops === 'get touch' || (ops === 'get set' && !cookie)
}

const setToNull = step(
  'req.session = null',
  explain(`Some logouts have this line. It is right for another package, cookie-session, which keeps the whole session in the cookie: 4096 bytes at
    most. Two servers get the same four requests, one with \`unset: 'destroy'\`. The other has \`'keep'\`, the default.`),
  code('app.ts', 'null'),
  predict(
    'On which of them is Ada logged out?',
    {
      'On both: without req.session nobody is logged in': [
        (run) => !isKept(KEEP)(run) && !isKept(DESTROY)(run),
        'Nobody is, in this one request. The next one asks the store again.',
      ],
      "Only with unset: 'destroy'": (run) => isKept(KEEP)(run) && !isKept(DESTROY)(run),
      'On neither: that takes req.session.destroy()': [
        (run) => isKept(KEEP)(run) && isKept(DESTROY)(run),
        "With unset: 'destroy' the store is told at the end of the answer, as by destroy().",
      ],
    },
    {
      because: "With 'keep' the store was told nothing, and still has her session: it is touched when she asks again.",
      hints: ['What would the store have to be told?'],
    },
  ),
  unset,
  claim(
    "req.session = null logs nobody out by default: unset is 'keep'.",
    (run) => run.at(unset).cell(KEEP, toNull).ops === 'get' && isKept(KEEP)(run),
    { breaksWith: { unset: 'destroy' }, myth: 'req.session = null ends the session' },
  ),
  claim(
    "With unset: 'destroy' it deletes the stored session, and sends no cookie.",
    (run) => {
      const { ops, cookie } = run.at(unset).cell(DESTROY, toNull)
      return ops === 'get destroy' && !cookie && !isKept(DESTROY)(run)
    },
    { breaksWith: { unset: 'keep' } },
  ),
  claim('A new session that is set to null is not saved, and gets no cookie.', (run) =>
    [KEEP, DESTROY].every((column) => {
      const { ops, cookie } = run.at(unset).cell(column, strangerToNull)
      return !ops.includes('set') && !cookie
    }),
  ),
)

const inLibrary = (label: string, request: Send['request']) =>
  send(label, request, { browser: 'library', inALine: true })
const kimLogin = inLibrary('Kim logs in', post('/shop/login/kim'))
const kimShops = inLibrary('takes a book', post('/shop/cart/book'))
const kimLeaves = inLibrary('leaves', post('/shop/forget'))
const benComes = inLibrary('Ben logs in there', post('/shop/login/ben'))
const bensCart = inLibrary('and asks', get('/shop/me'))

const oneKey = step(
  'Only one key',
  explain("This logout deletes one key, the user. Kim uses it on a library's computer. Then Ben logs in there."),
  code('app.ts', 'key'),
  [another('the shop again'), kimLogin, kimShops, kimLeaves, benComes, bensCart],
  claim('delete removes one key; the next one to log in there finds the rest.', (run) => {
    const { found, json } = run.at(bensCart)
    return (
      run.at(kimLeaves).saved?.session?.['user'] === undefined &&
      json['user'] === 'ben' &&
      JSON.stringify(found?.['cart']) === '["book"]' &&
      run.at(bensCart).bringsCookieOf(run.at(kimLogin))
    )
  }),
  explain('So log out with `destroy()`, and log in with `regenerate()` (lesson 9).'),
)

const backLogin = ada('Ada logs in again', post('/shop/login/ada'), inALine)
const upload = ada('her photo', post('/shop/upload/cat'))
const logout = ada('her logout', post('/shop/destroy'))
const both = together('She logs out meanwhile', upload, logout)
const back = ada('who is she', get('/shop/me'), inALine)

const putBack = step(
  'Put back',
  explain(
    'Even `destroy()` can be undone. In lesson 6 that took `resave: true`. Here it is false. Ada uploads a photo, and logs out while it is under way.',
  ),
  code('app.ts', 'upload'),
  predict(
    'Both are answered. Who is she then?',
    {
      'nobody: resave: false prevents that': [
        (run) => run.at(back).notFound && run.at(upload).status === 200,
        'It does for requests that only read. This one changes its copy of the session, and the copy is saved.',
      ],
      'nobody: the upload fails without a session': [
        (run) => run.at(upload).status !== 200,
        'The upload has a copy of its own. Nothing checks whether the store still has the session.',
      ],
      'ada: the upload saved her session': (run) => userOf(run, back) === 'ada',
    },
    {
      because: 'The upload changed its copy, and at its end all of it went to the store, her name included.',
      hints: ['What does the upload write, and where does that go when it ends?'],
    },
  ),
  [backLogin, both, back],
  claim(
    'A slow request that writes puts a destroyed session back.',
    (run) =>
      run.at(both).inOrder([upload, 'get ends'], [logout, 'destroy ends'], [upload, 'set ends']) &&
      run.at(back).found?.['user'] === 'ada',
  ),
)

const onLaptop = (label: string, request: Send['request']) =>
  send(label, request, { browser: "Ada's laptop", inALine: true })
const laptopLogin = onLaptop("Ada's laptop", post('/login/ada'))
const phoneLogin = send('her phone', post('/login/ada'), { browser: "Ada's phone", inALine: true })
const benLogin = send('and Ben', post('/login/ben'), { browser: "Ben's browser", inALine: true })
const laptopUpload = onLaptop('an upload', post('/upload/dog'))
const everywhere = onLaptop('the logout', post('/logout-everywhere'))
const meanwhile = together('On the laptop', laptopUpload, everywhere)
const laptopAsks = onLaptop('the laptop asks', get('/me'))
const phoneAsks = send('the phone asks', get('/me'), { browser: "Ada's phone", inALine: true })
const benAsks = send('Ben asks', get('/me'), { browser: "Ben's browser", inALine: true })

const logOutEverywhere = step(
  'Log out everywhere',
  explain(`The store finds sessions by id, not by user. So give each user a number, the **generation**. A login copies it into the session, and the
    guard compares:`),
  code('everywhere-app.ts', 'guard'),
  explain('Logging out everywhere adds one, and then destroys the current session:'),
  code('everywhere-app.ts', 'everywhere'),
  [another('with generations', { app: 'everywhere-app' }), laptopLogin, phoneLogin, benLogin],
  [meanwhile, laptopAsks, phoneAsks, benAsks],
  claim(
    'One number in the users table ends all sessions of a user, even one put back.',
    (run) =>
      run.at(meanwhile).inOrder([everywhere, 'destroy ends'], [laptopUpload, 'set ends']) &&
      [laptopAsks, phoneAsks].every((one) => run.at(one).found?.['user'] === 'ada' && run.at(one).status === 401) &&
      run.at(benAsks).json['user'] === 'ben',
    { remember: 'a generation number ends the sessions that destroy() misses' },
  ),
)

const rememberLogin = ada('Ada logs in there', post('/login/ada'), inALine)
const remember = ada('and is to be remembered', post('/remember'), { brief: true })
const said = ada('with changed data', post('/remember/said'), { brief: true })

const rememberMe = step(
  'Remember me',
  explain(
    'In another shop, sessions last an hour (`maxAge: HOUR`). If you tick **Remember me**, yours should last 30 days:',
  ),
  code('remember-app.ts', 'remember'),
  predict(
    'What happens?',
    {
      'Set-Cookie, with an end in 30 days': [
        (run) => run.at(remember).set !== undefined,
        'A known browser gets the cookie again if the data changed, or with rolling. The cookie is not data.',
      ],
      'Still an hour: touch() goes back to the option': [
        (run) => run.at(remember).set === undefined && near(givenToStore(run.at(remember)), HOUR),
        'touch() goes back to originalMaxAge, and setting maxAge changes that too.',
      ],
      '30 days in the store, and the browser is not told': (run) =>
        run.at(remember).set === undefined && near(givenToStore(run.at(remember)), 30 * DAY),
    },
    {
      because: 'The store has the new end. But no data was changed, so the answer has no Set-Cookie.',
      hints: ['When does a known browser get the cookie again? Lesson 2 had two cases.'],
    },
  ),
  [another('the other shop', { app: 'remember-app' }), rememberLogin, remember],
  claim(
    'A new maxAge alone moves the end in the store; the browser is not told.',
    (run) => near(givenToStore(run.at(remember)), 30 * DAY) && run.at(remember).setCookies.length === 0,
    {
      breaksWith: { rolling: true },
      myth: 'set req.session.cookie.maxAge, and the browser gets it',
      remember: 'cookie.maxAge reaches the browser at login, or with new data',
    },
  ),
)

const day20 = ada('day 20', get('/me'), { brief: true })
const theBrowserIsTold = step(
  'Change some data too',
  code('remember-app.ts', 'said'),
  said,
  claim('With changed data the cookie goes out, and lasts the 30 days.', (run) =>
    [run.at(said).lifetime, givenToStore(run.at(said))].every((end) => near(end, 30 * DAY)),
  ),
  [advance('it is day 20', 20 * DAY), day20],
  claim(
    "Each visit moves the store's end by the 30 days of this session, not by the hour.",
    (run) => run.at(day20).found !== null && near(givenToStore(run.at(day20)), 30 * DAY),
  ),
)

const untick = ada('she unticks it', post('/forget'), inALine)
const unticked = step(
  'No longer remembered',
  explain(
    'Ada unticks **Remember me**. `null` means a cookie without an end (`req.session.cookie` itself has to stay). And again data changes:',
  ),
  code('remember-app.ts', 'null'),
  untick,
  claim(
    'After expires = null the browser is told nothing, even if data changed too.',
    (run) =>
      run.at(untick).saved !== undefined &&
      givenToStore(run.at(untick)) === undefined &&
      run.at(untick).setCookies.length === 0,
    { breaksWith: { rolling: true } },
  ),
)

const dan = (label: string, request: Send['request'], details: Parameters<typeof send>[2] = inALine) =>
  send(label, request, { browser: 'library', ...details })
const publicLogin = dan('Dan logs in, in the library', post('/public/login/dan'), { brief: true })
const publicReads = dan('he reads', get('/me'))
const publicWrites = dan('he writes', post('/forget'))

const untilItIsClosed = step(
  'Until the browser is closed',
  explain('At a login the session is new, and its cookie goes out anyway. So set it there:'),
  code('remember-app.ts', 'public'),
  [another('a new browser', { app: 'remember-app' }), publicLogin, publicReads, publicWrites],
  claim('What a request writes into req.session.cookie replaces the options.', (run) => {
    const { set, attribute } = run.at(publicLogin)
    return set !== undefined && attribute('Expires') === undefined && attribute('SameSite') === 'Strict'
  }),
  claim(
    'A cookie without an end is sent once, and not again at each visit that writes.',
    (run) =>
      run.at(publicReads).found !== null &&
      run.at(publicWrites).saved !== undefined &&
      [publicReads, publicWrites].every((visit) => run.at(visit).setCookies.length === 0),
    { breaksWith: { rolling: true } },
  ),
)

const yourLogin = ada('Ada logs in, to be remembered', post('/shop/login/ada', { body: { remember: true } }), {
  brief: true,
})
const yourLogout = ada('she logs out', post('/shop/logout'), inALine)
const yourVisit = ada('and comes again', get('/shop/me'), inALine)
const yourCopy = shortly(byHand('a copy', get('/shop/me'), cookieOf(yourLogin)))
const inYourApp = step(
  'In your app',
  explain(
    'Write name and path of the cookie once, for both session() and clearCookie(). Set `maxAge` where the session is new:',
  ),
  code('production-app.ts', 'one-place'),
  code('production-app.ts', 'login'),
  code('production-app.ts', 'logout'),
  [another('your app', { app: 'production-app' }), yourLogin, yourLogout, yourVisit, yourCopy],
  claim(
    'After this logout the browser has no cookie, and a copy opens nothing.',
    (run) =>
      near(run.at(yourLogin).lifetime, 30 * DAY) &&
      run.at(yourLogout).cookieGone &&
      run.at(yourVisit).sent === undefined &&
      run.at(yourCopy).notFound,
  ),
)

export default lesson({
  home: import.meta.url,
  steps: [
    goodbyeAndStillThere,
    notTheSession,
    theSession,
    setToNull,
    oneKey,
    putBack,
    logOutEverywhere,
    rememberMe,
    theBrowserIsTold,
    unticked,
    untilItIsClosed,
    inYourApp,
  ],
  experiments: [
    experiment(
      { 'cookie.path': '/' },
      'The clearing line and the cookie have the same path, so the first logout works in her browser.',
      (run) => run.at(still).sent === undefined,
    ),
    experiment(
      { rolling: true },
      'The answer that clears the cookie sets it again, in a second line: she is still logged in.',
      (run) => run.at(clearPath).setCookies.length === 2 && run.at(gone).sent !== undefined,
    ),
    experiment(
      { unset: 'destroy' },
      'req.session = null is a destroy() on the first server too.',
      (run) => run.at(unset).cell(KEEP, toNull).ops === 'get destroy',
    ),
    experiment(
      { 'cookie.maxAge': false },
      'false means no end, like null. But now each visit that writes gets the cookie again.',
      (run) => run.at(kimShops).set !== undefined && run.at(kimShops).attribute('Expires') === undefined,
    ),
    experiment(
      { unset: 'Destroy' },
      "unset is 'keep' or 'destroy'. With any other word the app does not start.",
      (run) => run.at(start).failure?.message.includes('unset option must be') === true,
    ),
  ],
})
