/**
 * Which sentences of the lessons show what a test case of express-session is about, by lesson: claims, and sentences of experiments. Both are
 * checked on real runs.
 */
export const SHOWN: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>> = {
  'session-options': {
    'The second visit brings the cookie back, and session() finds the count.': ['session.js:74', 'session.js:1706'],
    'Each browser has a session of its own, found by the cookie it sends.': ['session.js:54', 'session.js:141'],
    'By default the cookie is called connect.sid.': ['session.js:1066', 'session.js:1082'],
    'The value is s:, a random id of 32 characters, a dot and a signature.': ['session.js:1420'],
    'Cookie defaults: Path=/ and HttpOnly. No Expires, Secure or SameSite.': [
      'cookie.js:15',
      'cookie.js:20',
      'session.js:2458',
      'session.js:2469',
    ],
    'saveUninitialized left out: empty sessions are stored, with cookies.': ['session.js:1328'],
    'resave left out: a known session is written again. No cookie is sent.': ['session.js:1174'],
    'With no secret anywhere the app starts with a warning, then answers 500.': ['session.js:38'],
    'secure: true, plain http and no proxy: no cookie, and no error.': ['session.js:2322'],
    'Only paths that begin with /session have a session. On / req.session is undefined, and the app answers 500.': [
      'session.js:695',
      'session.js:710',
      'cookie.js:119',
    ],
    'auto looks at the connection: over plain http the cookie comes without Secure, through the trusted proxy with it.':
      ['session.js:787', 'session.js:795'],
    'Every request that reaches session() with a known session writes it again, even the one that ends in 404.': [
      'session.js:1195',
    ],
    'The cookie is called sid. A name of your own does not give away what you run.': ['session.js:1073'],
    'key is an undocumented word for name: the cookie is called optional, and nothing warns.': ['session.js:1089'],
    'The cookie says Priority=High, since express-session 1.18. Chrome reads it when a site has too many cookies.': [
      'cookie.js:127',
    ],
  },
  'cookie-max-age': {
    'maxAge: 36000000 is ten hours: it counts milliseconds.': ['session.js:2362', 'cookie.js:52', 'cookie.js:59'],
    "Without rolling, reading moves MemoryStore's end, not the browser's.": ['session.js:1098'],
    'cookie.maxAge is the time left; originalMaxAge is what was set.': [
      'session.js:2214',
      'session.js:2230',
      'session.js:2260',
      'cookie.js:85',
    ],
    'Without a visit in time, the session ends in MemoryStore too.': [
      'session.js:495',
      'session.js:518',
      'session.js:542',
    ],
    "With rolling: true, a visit that changes nothing moves the browser's end.": ['session.js:1117'],
    'With maxAge, a visit that changes the session moves both ends.': ['session.js:356'],
    'Neither maxAge nor expires: no Expires, a browser-session cookie.': [
      'session.js:2121',
      'session.js:2128',
      'cookie.js:10',
      'cookie.js:25',
    ],
    "maxAge: '600000', a string, brings this app down at the first visit.": ['cookie.js:103'],
    'maxAge says ten minutes, and expires after it one hour: the one written last counts.': [
      'session.js:2389',
      'cookie.js:77',
    ],
    'A Date in place of milliseconds counts as the end, as in expires, and express-session prints a warning.': [
      'cookie.js:94',
    ],
    'With NaN and MemoryStore: 200 and no cookie (up to express-session 1.17, one with Expires=Invalid Date).': [
      'session.js:2167',
    ],
  },
  genid: {
    'The default id: 24 bytes in 32 letters, digits, - and _. No UUID.': ['session.js:1030'],
    'A cookie with a wrong signature counts as no cookie: genid runs.': ['session.js:445', 'session.js:469'],
    'An id that the store does not know is not used again: genid runs.': ['session.js:395', 'session.js:418'],
    'regenerate() destroys the old session and runs genid for a new id.': ['session.js:1838'],
    'The id is what genid returns, here a UUID: Node has them built in.': ['session.js:1037'],
    'A number is not a string: no cookie on any visit, nothing saved, and no error either.': ['session.js:244'],
    'This one throws for a POST. In regenerate() with MemoryStore nobody catches that, and the process ends.': [
      'session.js:1055',
    ],
    'The name of a function is not a function: session() throws, and the app does not start.': ['session.js:1026'],
    'Ids with spaces, % and /: the cookie encodes them, and the next visit finds its session.': ['session.js:1046'],
  },
  'restart-memory-loss': {
    'Logging in puts the user into the store, and the id into the cookie.': ['session.js:293'],
    'saveUninitialized: false, no write: no Set-Cookie for an unknown id.': ['session.js:1350'],
    'The first write stores a new session and replaces the dead cookie.': ['session.js:1361'],
    'With secret: [new, old] the cookie that the browser kept works again.': ['session.js:1501'],
    'The first secret of the list signs new cookies, and they work too.': ['session.js:1465', 'session.js:1477'],
    'The secret may be a Buffer, since express-session 1.18. Cookies lead to their sessions as with a string.': [
      'session.js:1442',
    ],
    'An empty list is no secret: session() throws, and no app starts.': ['session.js:1416'],
  },
  'login-guard': {
    'A stranger who is refused gets no cookie, and nothing is stored.': ['session.js:1398'],
    'destroy() deletes the stored session; the cookie stays in the browser.': ['session.js:1822'],
    'The cookie comes without HttpOnly: a script in the page can read it, and send it elsewhere.': ['cookie.js:69'],
  },
  'when-is-it-saved': {
    'All but the last byte goes out at once; that byte waits for the store.': ['session.js:340'],
    'A redirect in the callback of save() goes out when the store has saved.': ['session.js:1977'],
    'A session that save() has saved is not saved again at the end.': ['session.js:1995', 'session.js:2044'],
    'Written after the headers: saved, but a new visitor gets no cookie.': ['session.js:323'],
    'reload() right before the change keeps what the other request saved.': ['session.js:1863'],
    'With touch() or without, a session that was only read is touched once.': ['session.js:2070'],
    'resave decides between set and touch, and nothing about the cookie.': ['session.js:1217', 'session.js:1237'],
    'saveUninitialized matters only for strangers who only read.': [
      'session.js:1136',
      'session.js:1147',
      'session.js:1339',
    ],
    'A known visitor gets the cookie again with rolling, or by a write with maxAge.': [
      'session.js:1158',
      'session.js:1729',
    ],
  },
  'behind-a-proxy': {
    'Her browser spoke https, the app saw http: 200, no error, no cookie.': ['session.js:670'],
    "With 'trust proxy' 1 the app sees https, and sets the cookie, with Secure.": ['session.js:678', 'session.js:2299'],
    'proxy: true is for session() alone: the cookie comes, Express says http.': ['session.js:598'],
    "'auto' without trust: a cookie without Secure, which goes over http too.": ['session.js:765'],
    'The first word of X-Forwarded-Proto counts: https, whatever follows.': ['session.js:606'],
    'session() believes nobody: behind a proxy no Secure cookie is set, though Express says https.': [
      'session.js:637',
      'session.js:645',
    ],
    'Since express-session 1.19: Lax on the laptop, None with Secure behind a trusted proxy. Older versions: no cookie.':
      ['session.js:871', 'session.js:879', 'session.js:981', 'session.js:1004', 'session.js:1013'],
    'session() believes anyone who says https: the stranger gets a Secure cookie. If nobody says it, no cookie is set.':
      ['session.js:614'],
    'The cookie has Secure wherever somebody says https, even if Express trusts nobody.': ['session.js:751'],
    'Where https is said, SameSite=None comes without Secure, and browsers refuse that. Where http is said: Lax.': [
      'session.js:894',
      'session.js:902',
      'session.js:972',
    ],
    'Lax without Secure everywhere, whatever a proxy says.': ['session.js:916'],
    'Both go by the connection: Lax without Secure on the laptop, None with Secure behind a trusted proxy.': [
      'session.js:940',
      'session.js:949',
    ],
    'Since 1.19 cookie may be a function of the request: here one minute over http, ten minutes and Secure over https.':
      ['session.js:806', 'session.js:831'],
  },
  'another-origin': {
    'session() works for /login only. At /me there is no req.session, and the app fails with 500.': ['session.js:717'],
    "Since express-session 1.18: the cookie says Partitioned, and Ben's browser keeps it. Without Secure browsers refuse it.":
      ['session.js:2480', 'cookie.js:111'],
  },
  'ending-a-session': {
    "req.session = null logs nobody out by default: unset is 'keep'.": ['session.js:1532'],
    "With unset: 'destroy' it deletes the stored session, and sends no cookie.": ['session.js:1563'],
    'A new session that is set to null is not saved, and gets no cookie.': ['session.js:1594'],
    'The answer that clears the cookie sets it again, in a second line: she is still logged in.': ['session.js:2184'],
    "unset is 'keep' or 'destroy'. With any other word the app does not start.": ['session.js:1528'],
    'With changed data the cookie goes out, and lasts the 30 days.': ['session.js:2370', 'session.js:2378'],
    'After expires = null the browser is told nothing, even if data changed too.': ['session.js:2434'],
    'What a request writes into req.session.cookie replaces the options.': ['session.js:2144', 'session.js:2403'],
    'A cookie without an end is sent once, and not again at each visit that writes.': ['session.js:2415'],
  },
  'a-store-of-your-own': {
    'Login, page and logout call set, get and destroy, and nothing else.': ['session.js:2494', 'session.js:2507'],
    'Nothing, null and an error ENOENT mean: no such session. A new one begins.': ['session.js:115'],
    'Any other error, or a session without its cookie, becomes a 500.': ['session.js:93', 'session.js:567'],
    'A key with the name of a method of req.session is left out.': ['session.js:203'],
    'If set, touch or destroy fails at the end, visitors still get a 200.': [
      'session.js:1296',
      'session.js:1376',
      'session.js:1614',
    ],
    "After 'disconnect' there is no req.session; after 'connect' all is as before.": [
      'session.js:1785',
      'session.js:1799',
    ],
  },
}
