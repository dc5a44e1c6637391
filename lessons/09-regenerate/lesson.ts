import {
  another,
  beside,
  claim,
  code,
  experiment,
  explain,
  follow,
  get,
  landing,
  lesson,
  post,
  predict,
  send,
  step,
  to,
  type Handle,
  type Run,
  type Send,
} from '../../src/lesson/index.ts'

const ME = get('/me')
const CART = post('/cart/apple')

/** How much of a request a page shows. */
const WHOLE = {}
const BRIEF = { brief: true }
const LINE = { inALine: true }
type Much = typeof WHOLE | typeof BRIEF | typeof LINE

/** Requests in the browser of somebody. */
const by =
  (browser: string | null) =>
  (label: string, request: Send['request'], much: Much = LINE): Send =>
    send(label, request, { browser, ...much })

const mallory = by('Mallory')
const ada = by('Ada')
const ben = by('Ben')
const cleo = by('Cleo')
const dan = by('Dan')
const eve = by('Eve')
const finn = by('Finn')
const gil = by('Gil')
const hal = by('Hal')

/** Somebody sends a copy of the cookie that a request had set. */
const copyOf = (of: Send, label: string): Send =>
  by(null)(label, (run) => ({ ...ME, headers: { Cookie: run.at(of).cookieHeader() } }))

type Visit = Handle<'send'>

const is = (user: string, visit: Visit) => (run: Run) => run.at(visit).json['user'] === user
/** Who is nobody with a session, and who is nobody because the store has none for the cookie. */
const isNobodyKnown = (visit: Visit) => (run: Run) => is('nobody', visit)(run) && run.at(visit).found !== null
const isNobodyUnknown = (visit: Visit) => (run: Run) => is('nobody', visit)(run) && run.at(visit).notFound
const cartIn = (visit: Visit) => (run: Run) => [run.at(visit).json['cart']].flat().join()

/** Whether a request brought the cookie that another set. */
const brings = (earlier: Visit, visit: Visit) => (run: Run) => run.at(visit).bringsCookieOf(run.at(earlier))

/** Whether a login deleted the session that an earlier request had made, and set a cookie with another id. */
const renews = (earlier: Visit, login: Visit) => (run: Run) => {
  const [before, { destroyed, set }] = [run.at(earlier).set?.id, run.at(login)]
  return before !== undefined && destroyed.join() === before && set?.id !== undefined && set.id !== before
}

const shop = another('the shop')
const page = beside('hers', { app: 'mallorys-app' })
const hers = mallory('Mallory shops', to(shop, CART))
const sets = mallory('she opens her page', to(page, get('/kittens')))
const kittens = ada('Ada opens it, too', to(page, get('/kittens')), BRIEF)
const link = ben('Ben follows a link', (run) => to(shop, get(`/me?connect.sid=${run.at(hers).set?.id}`)))

const aPlantedCookie = step(
  'A cookie from Mallory',
  explain(`Ada logs in. A minute later Mallory is in her account. How?

    Mallory has a page on the host of the shop, on another port. Cookies ignore ports (lesson 8): her browser sends the shop's cookie to
    that page too, and the page can set it in other browsers. A page on a subdomain can do the same with \`Domain\`, and so can anyone who sat
    at that
    computer before (lesson 5):`),
  code('mallorys-app.ts', 'plant'),
  [shop, page, hers, sets, kittens],
  claim("Ada's browser now has Mallory's cookie for the shop.", (run) =>
    run.at(kittens).setCookies.some(({ value }) => value === run.at(hers).set?.value),
  ),
  explain('A link cannot do that. Ben follows one, with her id in it:'),
  link,
  claim(
    'An id in an address does nothing: session() reads the cookie.',
    (run) => is('nobody', link)(run) && run.at(link).ops === '',
    { myth: 'Mallory sends a link with a session id in it' },
  ),
)

const login = ada('Ada logs in', to(shop, post('/login/ada')), WHOLE)
const attack = mallory('Mallory asks', to(shop, ME))

const sheLogsIn = step(
  'Ada logs in',
  code('app.ts', 'login'),
  predict(
    'Ada logs in with her own password. Then Mallory asks in her own browser. Who is she?',
    {
      'nobody: a planted cookie has no valid signature': [
        (run) => is('nobody', attack)(run) && run.at(login).found === null,
        'It has one: the shop made and signed this cookie, for Mallory.',
      ],
      'nobody: a login makes a new session': [
        (run) => is('nobody', attack)(run) && run.at(login).found !== null,
        'Not by itself. This one writes into the existing session.',
      ],
      ada: is('ada', attack),
    },
    {
      because: 'The login wrote ada into the session that this cookie leads to, and both browsers have the cookie.',
      hints: ['Into which session does this login write?', 'Who has a cookie for it?'],
    },
  ),
  [login, attack],
  claim(
    'Session fixation: the login keeps the planted id, and sends no new cookie.',
    (run) => {
      const { found, setCookies } = run.at(login)
      const isPlanted = brings(hers, login)(run) && brings(hers, attack)(run)
      return isPlanted && found !== null && setCookies.length === 0 && is('ada', attack)(run)
    },
    { breaksWith: { rolling: true }, myth: 'a signed cookie cannot be planted' },
  ),
)

const safeLogin = ada('Ada logs in again', to(shop, post('/safe-login/ada')), WHOLE)
const noAttack = mallory('Mallory asks again', to(shop, ME))

const regenerateAtLogin = step(
  'regenerate() at login',
  explain('The shop fixes its login. Mallory is still in, and the planted cookie is still in both browsers.'),
  code('app.ts', 'safe'),
  predict(
    "Ada logs in again. What does Mallory's cookie lead to then?",
    {
      "to Ada's session": is('ada', noAttack),
      'to her own cart: Ada alone got a new id': [
        isNobodyKnown(noAttack),
        'The session did not get another id: it was deleted. Ada has a new one.',
      ],
      'to nothing: that session is gone': isNobodyUnknown(noAttack),
    },
    {
      because: 'The store deleted the planted session, and Ada has a new one.',
      hints: ['Is the old session still in the store?'],
    },
  ),
  [safeLogin, noAttack],
  claim(
    'regenerate() deletes the old session and sends a new cookie.',
    (run) => brings(hers, safeLogin)(run) && renews(hers, safeLogin)(run) && isNobodyUnknown(noAttack)(run),
    { breaksWith: { genid: 'constant' }, remember: 'regenerate() at login: the old id is gone' },
  ),
)

const bensCart = ben('Ben shops', to(shop, CART))
const bensLogin = ben('Ben logs in', to(shop, post('/safe-login/ben')))
const bensPage = ben('Ben looks', to(shop, ME), BRIEF)

const whatItKeeps = step(
  'What regenerate() keeps',
  explain('Ben puts an apple into his cart, logs in at the same shop, the safe way, and looks at his page.'),
  predict(
    'What does he find there?',
    {
      'ben, and the apple: only the id is new': [
        (run) => cartIn(bensPage)(run) === 'apple',
        'That is what PHP does. Here the new session is empty, and nothing is copied.',
      ],
      'ben, and an empty cart': (run) => is('ben', bensPage)(run) && cartIn(bensPage)(run) === '',
      'nobody: his browser still has the old cookie': [
        isNobodyUnknown(bensPage),
        'It got the new one with the answer to the login.',
      ],
    },
    {
      because: 'The new session began empty. The apple was in the old one, and is deleted with it.',
      hints: ['What did the callback write into the new session?'],
    },
  ),
  [bensCart, bensLogin, bensPage],
  claim(
    'regenerate() keeps nothing that was in the session.',
    (run) => {
      const wasThere = cartIn(bensCart)(run) === 'apple' && renews(bensCart, bensLogin)(run)
      return wasThere && run.at(bensPage).found?.['user'] === 'ben' && cartIn(bensPage)(run) === ''
    },
    {
      myth: 'regenerate() changes the id and keeps the data',
      remember: 'it keeps nothing: carry over what is harmless yourself',
    },
  ),
)

const cleosCart = cleo('Cleo shops', to(shop, CART))
const cleosLogin = cleo('Cleo logs in', to(shop, post('/carrying-login/cleo')))
const cleosPage = cleo('Cleo looks', to(shop, ME))

const carriedOver = step(
  'Carried over by hand',
  explain(`Before the call, read what a visitor may keep, and write it back in the callback. Name each key: the data in the session may be
    Mallory's. Her apple does no harm; \`isAdmin: true\` would.`),
  code('app.ts', 'carry'),
  [cleosCart, cleosLogin, cleosPage],
  claim('Carried over by hand, the cart is in the new session.', (run) => {
    const isLoggedIn = renews(cleosCart, cleosLogin)(run) && run.at(cleosPage).found?.['user'] === 'cleo'
    return isLoggedIn && cartIn(cleosPage)(run) === 'apple'
  }),
)

const looksFixed = another('logins that look fixed', { app: 'looks-fixed-app' })
const adasLogin = ada('Ada logs in here', post('/kept-login/ada'))
const adasPage = ada('Ada looks', ME)
const bensNewCart = ben('Ben shops here', CART)
const bensNewLogin = ben('Ben logs in here', post('/back-login/ben'))
const bensNewPage = ben("Ben's page", ME)
const bensCopy = copyOf(bensNewCart, 'a copy of his old cookie')

const theSessionOfBefore = step(
  'The old session',
  explain('A login can call `regenerate()` and still be wrong. Ada logs in here:'),
  code('looks-fixed-app.ts', 'kept'),
  [looksFixed, adasLogin, adasPage],
  claim(
    'After regenerate() req.session is another object; the old one is lost.',
    (run) => is('ada', adasLogin)(run) && isNobodyKnown(adasPage)(run) && brings(adasLogin, adasPage)(run),
  ),
  explain('Some then put the old one back. Ben logs in here:'),
  code('looks-fixed-app.ts', 'back'),
  [bensNewCart, bensNewLogin, bensNewPage, bensCopy],
  claim('Put back, it is saved under its old id: the old cookie is Ben, the new one nobody.', (run) => {
    const isUnderItsOldId = run.at(bensNewLogin).saved?.id === run.at(bensNewCart).set?.id
    return isUnderItsOldId && isNobodyUnknown(bensNewPage)(run) && run.at(bensCopy).found?.['user'] === 'ben'
  }),
)

const cleosNewCart = cleo('Cleo shops here', CART)
const cleosEarlyLogin = cleo('Cleo logs in here', post('/early-login/cleo'), BRIEF)
const cleosCopy = copyOf(cleosNewCart, 'Mallory sends the copy')

const notWaitedFor = step(
  'Not waited for',
  explain(
    '`regenerate()` asks the store to delete a session. Until the store calls back, `req.session` is the old one.',
  ),
  code('looks-fixed-app.ts', 'early'),
  predict(
    'Cleo logs in here. Mallory has a copy of the cookie that Cleo had before. Who is she?',
    {
      'nobody: that session is deleted': isNobodyUnknown(cleosCopy),
      'nobody: it is as it was before the login': isNobodyKnown(cleosCopy),
      cleo: is('cleo', cleosCopy),
    },
    {
      because:
        'The name was written into the old session. Then the answer ended, and that session was saved again, under its id.',
      hints: ['What is req.session in the second line?', 'When is it saved?'],
    },
  ),
  [cleosNewCart, cleosEarlyLogin, cleosCopy],
  claim(
    'Not waited for, it protects nobody: the old session is saved again, logged in.',
    (run) => {
      const { destroyed, saved, setCookies } = run.at(cleosEarlyLogin)
      const old = run.at(cleosNewCart).set?.id
      const isBack = destroyed.join() === old && saved?.id === old && setCookies.length === 0
      return isBack && run.at(cleosCopy).found?.['user'] === 'cleo'
    },
    { remember: 'continue in its callback, and write to req.session there' },
  ),
)

const dansCart = dan('Dan shops', CART)
const lateLogin = dan('Dan logs in', post('/late-login/dan'))
const latePage = dan('Dan looks', ME)
const goesOn = dan('Dan shops again', CART)

const afterTheHeaders = step(
  'After the headers',
  explain('The new cookie is a header. This login begins its answer too early:'),
  code('looks-fixed-app.ts', 'late'),
  [dansCart, lateLogin, latePage],
  claim('No new cookie after the headers, and the old one leads to nothing.', (run) => {
    const { saved, setCookies } = run.at(lateLogin)
    const isWithoutCookie = saved?.session?.['user'] === 'dan' && setCookies.length === 0
    return isWithoutCookie && brings(dansCart, latePage)(run) && isNobodyUnknown(latePage)(run)
  }),
  goesOn,
  claim(
    'The old cookie is as good as none: a write gets a new id.',
    (run) => {
      const { notFound, set, saved } = run.at(goesOn)
      const isNew = set?.id !== undefined && set.id !== run.at(dansCart).set?.id
      return brings(dansCart, goesOn)(run) && notFound && isNew && saved?.session?.['user'] === undefined
    },
    { breaksWith: { saveUninitialized: true } },
  ),
)

const bareLogin = eve('Eve logs in', post('/bare-login/eve'), BRIEF)

const noCallback = step(
  'Nothing to await',
  explain(
    'Some wait for it with `await`. But it takes a callback, and returns no promise. (`promisify()` makes one, if you bind the method to `req.session` first.)',
  ),
  code('looks-fixed-app.ts', 'bare'),
  [another('with await', { app: 'looks-fixed-app', fails: true }), bareLogin],
  claim('regenerate() without a callback ends the process: "fn is not a function".', (run) => {
    const { failure } = run.at(bareLogin)
    return failure?.kind === 'crash' && failure.message === 'TypeError: fn is not a function'
  }),
)

const slowLogin = finn('Finn logs in', post('/login/finn'))
const slowPage = landing('his browser follows')
const race = follow('A slow store', slowLogin, slowPage)

const beforeItIsSaved = step(
  'Before it is saved',
  explain(
    'A redirect is an answer as well (lesson 6). This store needs 300 ms to delete a session, and 300 ms to save one:',
  ),
  code('slow-app.ts', 'redirect'),
  [another('a slow shop', { app: 'slow-app' }), race],
  claim(
    'A redirect in its callback waits until the store has deleted, not until it has saved.',
    (run) =>
      run
        .at(race)
        .inOrder([slowLogin, 'destroy ends'], [slowLogin, 'head'], [slowPage, 'get ends'], [slowLogin, 'set ends']) &&
      isNobodyUnknown(slowPage)(run),
  ),
)

const gilsCart = gil('Gil shops', CART)
const gilsLogin = gil('Gil logs in', post('/login/gil'), BRIEF)
const gilsOldCookie = copyOf(gilsCart, 'his old one')

const theStoreRefuses = step(
  'When the store refuses',
  explain(
    'The callbacks so far began with `if (error) return next(error)`: an error is all that they get, never the session. Here the store cannot delete:',
  ),
  code('refusing-app.ts', 'store'),
  predict(
    'Gil has an apple in his cart and logs in. What does he get?',
    {
      '500, and he has what he had': [
        (run) => run.at(gilsLogin).status === 500 && run.at(gilsLogin).set === undefined,
        'When the callback got the error, the new session already existed. The answer sets its cookie.',
      ],
      '500, and a cookie for a new session': (run) =>
        run.at(gilsLogin).status === 500 && run.at(gilsLogin).set !== undefined,
      '200: he is logged in': [
        (run) => run.at(gilsLogin).status === 200,
        'He would be, if the callback did not check the error.',
      ],
    },
    {
      because: 'regenerate() makes the new session in any case, and passes the error on. The answer sets its cookie.',
      hints: ['What is req.session when the callback gets the error?'],
    },
  ),
  [another('a store that refuses', { app: 'refusing-app' }), gilsCart, gilsLogin, gilsOldCookie],
  claim('It failed, and two sessions are left: a new one and the old.', (run) => {
    const { saved } = run.at(gilsLogin)
    const isNew = renews(gilsCart, gilsLogin)(run) && saved?.session?.['user'] === undefined
    return isNew && isNobodyKnown(gilsOldCookie)(run) && cartIn(gilsOldCookie)(run) === 'apple'
  }),
)

const calls = another('the calls of Passport', { app: 'passport-app' })
const passportCart = eve('Eve shops', CART)
const passportLogin = eve('Eve logs in with it', post('/login/eve'))
const passportPage = eve('Eve looks', ME)
const keepingCart = finn('Finn shops', CART)
const keepingLogin = finn('Finn keeps it', post('/keeping-login/finn'))
const keepingPage = finn('Finn looks', ME)
const passportLogout = eve('Eve logs out', post('/logout'))

const passport = step(
  'What Passport does',
  explain(`Passport's \`req.logIn()\` calls \`regenerate()\` and \`save()\` for you since 0.6; 0.5 did neither. These are its calls in their
    order, with our own \`user\` (compared with 0.5.3, 0.6.0 and 0.7.0). Passport's middleware is below session(). What you wrote before, such as \`returnTo\`, is lost:`),
  code('passport-app.ts', 'logIn'),
  [calls, passportCart, passportLogin, passportPage],
  claim('Nothing is copied: the old data is gone.', (run) => {
    const isLoggedIn = renews(passportCart, passportLogin)(run) && run.at(passportPage).found?.['user'] === 'eve'
    return isLoggedIn && cartIn(passportCart)(run) === 'apple' && cartIn(passportPage)(run) === ''
  }),
  claim(
    'save() saves the new session, and the end of the answer saves it again.',
    (run) => run.at(passportLogin).ops === 'get destroy set set',
  ),
  [keepingCart, keepingLogin, keepingPage],
  claim('keepSessionInfo: true copies all of it, planted or not.', (run) => {
    const isLoggedIn = renews(keepingCart, keepingLogin)(run) && run.at(keepingPage).found?.['user'] === 'finn'
    return isLoggedIn && cartIn(keepingPage)(run) === 'apple'
  }),
  explain('`req.logout()` removes the user, saves, and regenerates. Both need a callback, and throw without one.'),
  code('passport-app.ts', 'logOut'),
  passportLogout,
  claim(
    'This logout ends with a new, empty session, which has a cookie of its own.',
    (run) => renews(passportLogin, passportLogout)(run) && run.at(passportLogout).ops === 'get set destroy set',
  ),
)

const yourCart = hal('Hal shops', CART)
const yourLogin = hal('Hal logs in', post('/login/hal'))
const yourPage = landing('and his browser follows')
const yours = follow('Your app, and a slow store', yourLogin, yourPage)

const inYourApp = step(
  'In your app',
  explain('Do this at each login, and wherever a user gets more rights. Answer once everything is saved.'),
  code('production-app.ts', 'login'),
  [another('your app', { app: 'production-app' }), yourCart, yours],
  claim(
    'New id, old session deleted, cart kept, saved before the redirect.',
    (run) => {
      const isInTime = run.at(yours).inOrder([yourLogin, 'set ends'], [yourLogin, 'head'], [yourPage, 'came'])
      const isLoggedIn = renews(yourCart, yourLogin)(run) && run.at(yourPage).found?.['user'] === 'hal'
      return isInTime && isLoggedIn && cartIn(yourPage)(run) === 'apple'
    },
    { breaksWith: { genid: 'constant' } },
  ),
)

export default lesson({
  home: import.meta.url,
  steps: [
    aPlantedCookie,
    sheLogsIn,
    regenerateAtLogin,
    whatItKeeps,
    carriedOver,
    theSessionOfBefore,
    notWaitedFor,
    afterTheHeaders,
    noCallback,
    beforeItIsSaved,
    theStoreRefuses,
    passport,
    inYourApp,
  ],
  experiments: [
    experiment(
      { rolling: true },
      'The login without regenerate() sends a cookie now, and the id in it is still the planted one.',
      (run) => {
        const { set } = run.at(login)
        return set?.id !== undefined && set.id === run.at(hers).set?.id && is('ada', attack)(run)
      },
    ),
    experiment(
      { genid: 'constant' },
      'regenerate() asks genid for the new id. This genid returns the old id again, and Mallory is Ada.',
      (run) => run.at(safeLogin).destroyed.length > 0 && is('ada', noAttack)(run),
    ),
    experiment(
      { 'cookie.sameSite': 'strict' },
      "SameSite=Strict stops nothing here: Ada's browser sends the planted cookie to the shop all the same.",
      (run) => run.at(hers).attribute('SameSite') === 'Strict' && is('ada', attack)(run),
    ),
    experiment(
      { saveUninitialized: true },
      'Reading is enough for a session now, even with the old cookie: Mallory gets a new one at once.',
      (run) => run.at(noAttack).notFound && run.at(noAttack).set !== undefined,
    ),
  ],
})
