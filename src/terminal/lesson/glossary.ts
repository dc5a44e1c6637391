import { renderInline } from '../markup/inline.ts'
import type { Style } from '../style.ts'
import { labelled, proseColumns } from '../text.ts'

/** A word of the field, or of the screen. */
export interface Term {
  readonly term: string
  /** What stands on a page that shows it. */
  readonly seen: readonly string[]
  /** One or two sentences of plain truth. */
  readonly means: string
}

const term = (name: string, means: string, ...seen: readonly string[]): Term => ({
  term: name,
  means,
  seen: seen.length > 0 ? seen : [name],
})

/** In the order in which they stand on a page: the wire, the stack, the store, what is said below. */
export const GLOSSARY: readonly Term[] = [
  term(
    'Cookie',
    'A request header: the cookies that the browser kept for this address, each as name=value. Their attributes are not sent back.',
    'Cookie:',
    'Cookie header',
    'no Cookie',
  ),
  term(
    'Set-Cookie',
    'A response header: the server asks the browser to keep a cookie. Its attributes follow the first semicolon.',
  ),
  term('s%3A', '`s:` with its colon URL-encoded. express-session puts it before a value that it has signed.'),
  term(
    'session id',
    'The name of one session. The browser sends it in the cookie, and the server uses it to look up the data.',
    'session id',
    'session ids',
    's%3A',
    'sessionID',
  ),
  term(
    '(A)',
    'The letter of a session, after the beginning of its id. The same letter is the same session: in the cookie, in the store and in the body.',
    ...Array.from('ABCDEFGHIJKLMNOPQRSTUVWXYZ', (letter) => `...(${letter})`),
  ),
  term(
    'signature',
    "The part after the last dot of the cookie's value: an HMAC-SHA256 of the id, made with the secret. Anybody can read the id; only the secret makes a signature that matches.",
    'signature',
    'signed',
    's%3A',
  ),
  term(
    'Path',
    'The browser sends the cookie for this path and below. session() stays out of requests for other paths.',
    'Path=',
  ),
  term(
    'Expires',
    'When the browser drops the cookie. express-session works it out from maxAge or expires. Without it, the cookie is meant to last until the browser is closed.',
  ),
  term('HttpOnly', 'Scripts on the page cannot read the cookie. The browser still sends it.'),
  term(
    'Secure',
    'Asks the browser to send the cookie over secure connections only. express-session does not set such a cookie if it takes the connection for plain http.',
  ),
  term(
    'SameSite',
    'Whether the browser sends the cookie with requests that other sites start. Strict: never. Lax: only when a person is taken to the page, as by a link. None: always.',
  ),
  term(
    'origin',
    'Scheme, host and port of an address. Headers say what a script may read from the answers of another origin.',
    'origin',
    'origins',
    'Origin:',
  ),
  term(
    'site',
    'Scheme and domain of an address: all ports of localhost are one site, and 127.0.0.1 is another. SameSite compares sites.',
    'Sec-Fetch-Site',
    'same-site',
    'cross-site',
    'one site',
    'two sites',
    'another site',
    'every site',
    'every other site',
    'other sites',
  ),
  term(
    'third-party cookie',
    'One of another site than that of the page that is open. Browsers may block them all, whatever SameSite says.',
    'third-party cookie',
    'third-party cookies',
  ),
  term(
    'credentials',
    "What fetch() is told about cookies. By default it sends and keeps them for the page's own origin only; with 'include', for all.",
  ),
  term(
    'preflight',
    'A question that a browser asks before it sends what no form could send: OPTIONS, without cookies. It goes on only if the answer allows it.',
    'preflight',
    'OPTIONS',
  ),
  term(
    'over https',
    'Encrypted. Where a proxy is in front of the app, browsers speak https with the proxy, and the proxy speaks http with the app.',
  ),
  term(
    'reverse proxy',
    'A server in front of an app: it takes each request, sends it on to the app, and sends the answer back.',
    'reverse proxy',
    'the proxy',
  ),
  term(
    'balancer',
    'A reverse proxy in front of several servers of one app: it sends each request on to one of them. If one does not answer, it takes the next.',
  ),
  term(
    'sticky sessions',
    'A balancer sends each browser to the server that it reached first, as long as that one is there. Here the balancer recognizes it by a cookie of its own.',
  ),
  term('past the proxy', 'Straight to the port of the app itself, as anyone can who reaches it.'),
  term(
    'X-Forwarded-Proto',
    'A request header that proxies write: https or http, whichever the client spoke. Anybody else can write it too, so an app believes it only if told to.',
  ),
  term(
    'X-Forwarded-For',
    'A request header that proxies write: the address that connected to them, after those already there.',
  ),
  term(
    'trust proxy',
    'A setting of Express: which proxies it believes. A number counts the proxies in front of the app; an address says where they are; true believes anybody.',
  ),
  term('Date', "When the server sent the answer, by the server's clock.", 'Date:'),
  term('302', 'The answer sends the browser on to another address, the one in Location.'),
  term('401', 'The answer says: log in first.'),
  term('404', 'The answer says: there is nothing here.'),
  term('500', 'The answer says: something in the server failed.'),
  term('502', 'The answer of a proxy: the server behind it gave none.'),
  term('SIGTERM', 'The signal that asks a process to end. Node.js ends at once, unless the app listens for it.'),
  term('jar', 'Where a browser keeps its cookies.', 'jar', 'cookie jar'),
  term(
    'by hand',
    'Not sent by a browser: a client that keeps no cookies sends a header written by hand.',
    'no browser',
    'by hand',
  ),
  term('stack', 'The layers of the app that this request went through, in order. If one answered, it comes last.'),
  term('layer', 'A middleware or a route. Express asks one after the other until one answers.', 'layer', 'layers'),
  term(
    'middleware',
    'A function that Express runs on the way to a route. It answers, or it hands the request on with next().',
  ),
  term('no cookie came', 'The request had no session cookie, so session() starts a new session.'),
  term(
    'the signature does not match',
    'The cookie was changed, or it was signed with another secret. It counts as no cookie.',
  ),
  term(
    'the store has no such id',
    'The signature is right, but the store has no session with this id. The new session gets a new id.',
  ),
  term('known', 'The signature is right, and the store has the session.', 'session: known'),
  term('did not run', 'The request did not reach session(), so it has no req.session.'),
  term(
    'another path',
    "The path of the request does not begin with the cookie's path, so session() stays out: there is no req.session.",
    'its cookie is for another path',
  ),
  term(
    'not connected',
    'The store has said that its connection is gone. Until it is back there is no req.session.',
    'its store is not connected',
  ),
  term('it has no secret', 'Without a secret session() cannot sign, so it passes an error on.'),
  term(
    'was already there',
    'Something had already given the request a session. A second session() then does nothing.',
    'req.session was already there',
  ),
  term('the store failed', 'The store answered with an error.'),
  term('still waits', 'The store has not called back yet.', 'still waits for its store'),
  term('new', 'There was no such session before: it got an id from genid.', ', new'),
  term('saved', 'The session was written to the store.', ', saved'),
  term('not saved', 'The new session was not written to the store.'),
  term('unchanged', "The app changed none of the session's data."),
  term('its end moved', 'The store was told that the session is still in use, and when it now ends.'),
  term('touched', 'The store was told that the session is still in use. It has no end that could move.', ', touched'),
  term('destroyed', 'The session was deleted from the store.', ', destroyed'),
  term('cookie set', 'The answer has the session cookie, in a Set-Cookie header.'),
  term('cookie cleared', 'The app told the browser to delete the session cookie, in a Set-Cookie header.'),
  term('cookie kept back', 'session() wanted to set its cookie, but something prevented it.'),
  term('not secured', 'The cookie is marked Secure, and the connection counts as plain http.'),
  term('the id is not a string', 'genid returned something other than a string, so there is nothing to sign.'),
  term('the headers had gone out', 'The head of the answer had been sent before session() could add a cookie.'),
  term('it cannot be written', 'The cookie has a name or an attribute that no Set-Cookie header can hold.'),
  term('the session was removed', 'The app took req.session off the request.'),
  term(
    'headers',
    'The head of an answer: its status, and lines such as Set-Cookie. It goes out before the body.',
    ', headers',
  ),
  term(
    'the end',
    'The rest of an answer. Where session() has to tell the store something, it is one byte, which waits for the store.',
    '< the end',
  ),
  term('store', 'Where the server keeps the data of each session, under its id.', 'store'),
  term('get', 'The store is asked for the session of an id.', 'get     ', 'get touch', 'get set'),
  term('set', 'The store is given a whole session to keep.', 'set     '),
  term(
    'touch',
    'The store is told that a session is still in use. If the session has an end, it moves; the data stay.',
  ),
  term('destroy', 'The store is told to delete a session.', 'destroy ', 'destroy()'),
  term('save()', 'req.session.save() tells the store at once, and calls a function back when the store has saved.'),
  term('reload()', 'req.session.reload() asks the store again. What was changed since the request came is dropped.'),
  term(
    'regenerate()',
    'req.session.regenerate() has the store delete the session, makes a new, empty one with an id of its own, and then calls a function back.',
  ),
  term(
    'session fixation',
    'A user logs in with a session cookie that another person has too, so that person is logged in as well.',
    'session fixation',
    'Session fixation',
  ),
  term(
    'MemoryStore',
    'The store of an app that names no other: the memory of the server process. It ends with the process.',
  ),
  term('genid', 'The option with the function that makes session ids.'),
  term('resave', 'The option that says whether a session is written again although the app did not change it.'),
  term('saveUninitialized', 'The option that says whether a new session is stored although the app put nothing in.'),
  term('rolling', 'With this option each answer to a known session sends the cookie again, with its end moved.'),
  term(
    'visits',
    'Who keeps a session, and until when. v is a visit, | an end that was moved, ] an end, > no end, ? an end that was not seen, x an early end.',
    'visits   v',
  ),
  term('claim', 'A sentence that was checked on what just happened: `true` or `not true`.', 'claim', ' true  '),
  term('breaks when', 'With this change of an option the claim is no longer true. The key x tries it.'),
]

const escaped = (text: string): string => text.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`)

/** Whether a text stands in another, and is no part of a longer word there. */
function stands(text: string, page: string): boolean {
  const before = /^\w/.test(text) ? String.raw`(?<![\w-])` : ''
  const after = /\w$/.test(text) ? String.raw`(?![\w-])` : ''
  return new RegExp(before + escaped(text) + after).test(page)
}

/** The terms on a page, in the order of the glossary. @param page as it is shown; how its lines are broken does not count */
export function termsOn(page: string): readonly Term[] {
  // oxlint-disable-next-line no-control-regex
  const text = page.replaceAll(/\u001b\[[\d;]*m/g, '')
  const asOneLine = text.replaceAll(/\n +/g, ' ')
  return GLOSSARY.filter(({ seen }) => seen.some((one) => stands(one, text) || stands(one, asOneLine)))
}

const INDENT = 20

/** Terms with what they mean. */
export function renderGlossary(terms: readonly Term[], style: Style): string {
  if (terms.length === 0) return ' There is no word here that the tutor explains.'
  return terms
    .map(({ term: name, means }) =>
      labelled(` ${style.bold(name)}`, renderInline(means, style), INDENT, proseColumns(style)),
    )
    .join('\n')
}
