// Every sentence here about express-session is held by test/stores/agreement.test.ts, which runs it.

const provided = (assumes: string | null): string => (assumes === null ? '' : `, if it has ${assumes}`)

/** Of a cookie and the session behind it: one sentence why, one what to do. Values of attributes may stand in them. */
export const agreementMessages = {
  notInStore:
    'The store holds no session under this id, so express-session gives this visitor a new session with a new id. ' +
    'See whether this is the store of the server, and its prefix; if so, the session ended or was destroyed.',
  otherId:
    'This session is kept under another id than the one in the cookie, so it is not the session of this visitor. ' +
    'Look up the id that the cookie holds.',
  otherKey: (option: string, value: string) =>
    `The session is there, but under the key that the store makes with \`${option}: ${value}\`; a server that has another ` +
    `\`${option}\` does not find it. See which one yours has${option === 'prefix' ? ', and give it with --prefix' : ''}.`,
  expired: (assumes: string | null) =>
    `The session has ended in the store${provided(assumes)}, so express-session gives this visitor a new one with a new id. ` +
    'Sign in again, or let sessions live longer with `cookie.maxAge`.',
  keptForever:
    'The store has no end for this session, so it stays until it is deleted. ' +
    'Set `cookie.maxAge`, and leave out `disableTTL` where connect-redis has it.',
  cookieExpired:
    'Expires has passed, so a browser no longer sends this cookie; express-session itself does not look at Expires. ' +
    'Take the newest Set-Cookie, or sign in again.',
  storeOutlives: (assumes: string | null) =>
    `The store keeps the session longer than the browser keeps this cookie${provided(assumes)}: with \`rolling: false\` a ` +
    'visit that changes no data moves the end in the store, but sends no Set-Cookie. ' +
    'Set `rolling: true` if visits should keep a visitor signed in, or see whether there is a newer Set-Cookie.',
  cookieOutlives: (assumes: string | null) =>
    `The store lets go of the session before the browser lets go of this cookie${provided(assumes)}, and from then on ` +
    'express-session gives the visitor a new session with a new id. ' +
    'When the server changes `req.session.cookie.maxAge`, let it change some data too: with ' +
    '`rolling: false` only then a new Set-Cookie goes out.',
  noExpires:
    'Without Expires the browser keeps the cookie until it is closed, but the store counts from the last visit. ' +
    'Set `cookie.maxAge` and `rolling: true` if both should end at the same time.',
  noData:
    'The session holds nothing but its cookie: no data was put into it, or all of it was taken out again. ' +
    'Set `saveUninitialized: false` if empty sessions should not be stored at all.',
  noAttributes:
    'A cookie without its attributes can be compared by its id alone. ' +
    'Paste the whole Set-Cookie line to compare the rest.',
  differs: (name: string, sent: string, kept: string) =>
    `${name} is ${sent} in the cookie and ${kept} in the session, from which express-session writes Set-Cookie. ` +
    'See whether a proxy changes the line, or the server changed `req.session.cookie` after it was sent.',
  maxAge:
    'Max-Age is set in the cookie, but express-session never writes it: it turns `maxAge` into Expires. ' +
    'Find out what changes the line on its way, because browsers obey Max-Age before Expires.',
} as const
