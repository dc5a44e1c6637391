import { describe, expect, test } from 'vitest'
import { agreementMessages } from '../../../src/cookie/findings/agreement-messages.ts'
import { attributeMessages } from '../../../src/cookie/findings/attribute-findings.ts'
import { messages } from '../../../src/cookie/findings/messages.ts'
import { NOW } from '../inspect-one.ts'

// No word of a message changes unnoticed: these are what learners read, and other tests hold what they say to be true.

/** The messages that say the same every time. */
const fixed = (all: object) =>
  Object.fromEntries(Object.entries(all).filter(([, message]) => typeof message === 'string'))

/** The names of the others. */
const varied = (all: object) =>
  Object.entries(all).flatMap(([name, message]) => (typeof message === 'string' ? [] : [name]))

/** Samples are called after the message that they show: `expired, as far as is known`. */
const shownBy = (samples: object) => [...new Set(Object.keys(samples).map((name) => name.split(',')[0]))]

describe('of the value, the name and the secrets', () => {
  test('that say the same every time', () => {
    expect(fixed(messages)).toMatchInlineSnapshot(`
      {
        "defaultName": "connect.sid is the default name and tells everybody that express-session runs here. Set \`name\` in session().",
        "jwtNone": "This token is not signed, so anybody can write one. Let the server accept only the algorithm that it signs with.",
        "mayBeCookieParser": "cookie-parser and res.cookie() with signed: true sign in the same way, and this is not the shape of express-session's own ids: 32 characters of A-Z a-z 0-9 - _. See whether the server sets \`genid\`: without it, this is not a session id.",
        "notRead": "The value is longer than 1 MB, so its data was not read here: it was recognized by how it begins, and whether the rest is right was not checked. Keep such data in the session, where the cookie holds only the id.",
        "readableBase64": "This is JSON in base64, which anyone who holds the cookie can read: the package cookie-session keeps a whole session like that. If it is one, keep secrets out of it, or use express-session, where the cookie holds only an id.",
        "readableJwt": "The payload of this token is not encrypted, so anyone who holds the cookie can read it. Keep secrets out of it.",
        "readableSession": "The whole session is in this cookie, signed but not encrypted, so anyone who holds the cookie can read it. Keep secrets out of it, or use express-session, where the cookie holds only an id.",
        "tooLarge": "Name and value are more than 4096 bytes together, and browsers drop such a cookie. Keep the data in the session, where the cookie holds only the id.",
        "twiceSent": "More than one cookie in this header has this name, and express-session looks at the first one only. Find out which Path or Domain each was set with, and give one of the applications another \`name\`.",
        "twiceSet": "Another Set-Cookie line here has this name, Domain and Path, and for the browser the last one counts. Let one place set it: at a logout, destroy the session before res.clearCookie().",
        "uncheckedAlgorithm": "Only HS256, HS384 and HS512 are checked here, which sign with a shared secret, and this token names another algorithm. Check it where that is known: most others take the public key of the server that made the token.",
        "unsigned": "The value does not begin with s:, so express-session treats it as no cookie. If it should be a session cookie, copy it as the server sent it, with s%3A in front.",
        "unsignedFalsy": "This is JSON without a signature, and cookie-parser leaves it as text, because what it says counts as false in JavaScript. Let the server set an object, or expect the text.",
        "unsignedJson": "This is JSON without a signature, so anybody can write another, and cookie-parser reads that too. Set it with signed: true, or keep what matters in the session.",
      }
    `)
  })

  test('that go by what was found', () => {
    const samples = {
      'encodedTwice, twice': messages.encodedTwice(2),
      'encodedTwice, more often': messages.encodedTwice(3),
      shortId: messages.shortId(2, 6),
      'shortId, of one character': messages.shortId(1, 3),
      shorterId: messages.shorterId(122),
      'guessableId, counter': messages.guessableId({ what: 'counter' }),
      'guessableId, repeated': messages.guessableId({ what: 'repeated' }),
      'guessableId, timestamp': messages.guessableId({ what: 'timestamp', at: NOW }),
      'guessableId, uuid-v1': messages.guessableId({ what: 'uuid-v1', at: NOW }),
      'guessableId, object-id': messages.guessableId({ what: 'object-id', at: NOW }),
      jwtExpired: messages.jwtExpired('2026-01-01T00:00:00.000Z'),
      jwtNotYetValid: messages.jwtNotYetValid('2026-01-01T00:00:00.000Z'),
      olderSecret: messages.olderSecret(2),
      emptySecret: messages.emptySecret(1),
      'shortSecret, the only one': messages.shortSecret([1], 1),
      'shortSecret, one': messages.shortSecret([2], 3),
      'shortSecret, several': messages.shortSecret([2, 3], 3),
      'publishedSecret, the only one': messages.publishedSecret([1], 1),
      'publishedSecret, one': messages.publishedSecret([2], 3),
      'publishedSecret, several': messages.publishedSecret([1, 2, 3], 3),
      'guessedSecret, respelled': messages.guessedSecret({ published: 'a README', respelled: true }),
      'guessedSecret, published': messages.guessedSecret({ published: 'the express-session README' }),
      'guessedSecret, of a word list': messages.guessedSecret({ line: 7 }),
      'mismatch, one': messages.mismatch(1),
      'mismatch, several': messages.mismatch(2),
      'malformedSignature, padded': messages.malformedSignature(`${'a'.repeat(43)}=`),
      'malformedSignature, URL-safe': messages.malformedSignature(`${'a'.repeat(42)}-`),
      'malformedSignature, no base64': messages.malformedSignature(`${'a'.repeat(42)}*`),
      'malformedSignature, 43 characters and more units': messages.malformedSignature('\u{1f36a}'.repeat(43)),
      'malformedSignature, too long': messages.malformedSignature('a'.repeat(44)),
      'malformedSignature, one character': messages.malformedSignature('a'),
      'malformedSignature, URL-safe and too short': messages.malformedSignature('_-'),
      'malformedSignature, URL-safe and too long': messages.malformedSignature('_'.repeat(44)),
      'fault, percent': messages.fault({ what: 'percent', offset: 0 }),
      'fault, character': messages.fault({ what: 'character', offset: 1 }),
      'fault, no-dot': messages.fault({ what: 'no-dot', offset: 4 }),
      'fault, no-id': messages.fault({ what: 'no-id', offset: 2 }),
      'fault, no-signature': messages.fault({ what: 'no-signature', offset: 5 }),
      'fault, json': messages.fault({ what: 'json', offset: 3 }),
      'fault, jwt': messages.fault({ what: 'jwt', offset: 21 }),
    }
    expect(shownBy(samples)).toEqual(varied(messages))
    expect(samples).toMatchInlineSnapshot(`
      {
        "emptySecret": "Secret 1 is empty, which express-session takes only inside an array, and anybody can sign with it. See whether the variable it should come from is set.",
        "encodedTwice, more often": "The value is URL-encoded 3 times, and a server decodes once, so it does not see what is shown here. See who encodes a value that res.cookie() or express-session has encoded already.",
        "encodedTwice, twice": "The value is URL-encoded twice, and a server decodes once, so it does not see what is shown here. See who encodes a value that res.cookie() or express-session has encoded already.",
        "fault, character": "Character 2 is not allowed in the value of a cookie: a semicolon ends it, and control characters are not allowed. Copy the cookie again, as name=value.",
        "fault, json": "After j: there should be JSON, and at character 4 it is not, so cookie-parser leaves it as text. Copy the cookie again.",
        "fault, jwt": "This begins as a JSON Web Token, but the part from character 22 on is no JSON object. Copy the token again.",
        "fault, no-dot": "No dot and signature follow the s:, so express-session treats it as no cookie. Copy the whole cookie, to the last of the 43 characters after the dot.",
        "fault, no-id": "There is nothing between s: and the dot, and express-session treats an empty id as no cookie even when its signature is right. Let \`genid\` return a string that is not empty.",
        "fault, no-signature": "Nothing follows the last dot, so express-session treats it as no cookie. Copy the whole cookie, to the last of the 43 characters after the dot.",
        "fault, percent": "The % at character 1 of the value does not begin URL-encoded UTF-8, so express-session decodes nothing, sees no s: in front and treats it as no cookie. Copy the cookie again.",
        "guessableId, counter": "As a session id this can be guessed: it looks like a number that counts up. Leave \`genid\` out, or let it return crypto.randomUUID().",
        "guessableId, object-id": "As a session id this can be guessed: it has the form of a MongoDB ObjectId, made from the time, here 2026-01-01T00:00:00.000Z, and a counter. Leave \`genid\` out, or let it return crypto.randomUUID().",
        "guessableId, repeated": "As a session id this can be guessed: it is one or two characters over and over. Leave \`genid\` out, or let it return crypto.randomUUID().",
        "guessableId, timestamp": "As a session id this can be guessed: it holds what looks like a time, 2026-01-01T00:00:00.000Z. Leave \`genid\` out, or let it return crypto.randomUUID().",
        "guessableId, uuid-v1": "As a session id this can be guessed: it is a UUID made from the time, 2026-01-01T00:00:00.000Z, and the machine, not from chance. Leave \`genid\` out, or let it return crypto.randomUUID().",
        "guessedSecret, of a word list": "The secret that made this signature is in the word list, in line 7, so anyone who tries it can sign any id for this server. Take a random one.",
        "guessedSecret, published": "The secret that made this signature is published, in the express-session README, so anyone who tries it can sign any id for this server. Take a random one.",
        "guessedSecret, respelled": "The secret that made this signature is published, in another spelling, in a README, so anyone who tries it can sign any id for this server. Take a random one.",
        "jwtExpired": "This token ended at 2026-01-01T00:00:00.000Z, and a server that checks \`exp\` refuses it. Sign in again to get a new one.",
        "jwtNotYetValid": "This token is not valid before 2026-01-01T00:00:00.000Z, and a server that checks \`nbf\` refuses it until then. See whether the clocks of the two servers agree.",
        "malformedSignature, 43 characters and more units": "The signature holds characters that are not base64, but express-session compares it as text with 43 characters of A-Z a-z 0-9 + / and treats anything else as no cookie. Copy the cookie again; if you sign it yourself, use plain base64 and take every = off its end.",
        "malformedSignature, URL-safe": "The signature is URL-safe base64, with - or _, but express-session compares it as text with 43 characters of A-Z a-z 0-9 + / and treats anything else as no cookie. Copy the cookie again; if you sign it yourself, use plain base64 and take every = off its end.",
        "malformedSignature, URL-safe and too long": "The signature has 44 characters, but express-session compares it as text with 43 characters of A-Z a-z 0-9 + / and treats anything else as no cookie. Copy the cookie again; if you sign it yourself, use plain base64 and take every = off its end.",
        "malformedSignature, URL-safe and too short": "The signature has 2 characters, but express-session compares it as text with 43 characters of A-Z a-z 0-9 + / and treats anything else as no cookie. Copy the cookie again; if you sign it yourself, use plain base64 and take every = off its end.",
        "malformedSignature, no base64": "The signature holds characters that are not base64, but express-session compares it as text with 43 characters of A-Z a-z 0-9 + / and treats anything else as no cookie. Copy the cookie again; if you sign it yourself, use plain base64 and take every = off its end.",
        "malformedSignature, one character": "The signature has 1 character, but express-session compares it as text with 43 characters of A-Z a-z 0-9 + / and treats anything else as no cookie. Copy the cookie again; if you sign it yourself, use plain base64 and take every = off its end.",
        "malformedSignature, padded": "The signature is padded with =, but express-session compares it as text with 43 characters of A-Z a-z 0-9 + / and treats anything else as no cookie. Copy the cookie again; if you sign it yourself, use plain base64 and take every = off its end.",
        "malformedSignature, too long": "The signature has 44 characters, but express-session compares it as text with 43 characters of A-Z a-z 0-9 + / and treats anything else as no cookie. Copy the cookie again; if you sign it yourself, use plain base64 and take every = off its end.",
        "mismatch, one": "The secret does not make this signature from this value, so a server that has no other treats it as no cookie. See whether the cookie is copied whole and whether this is what the server runs with.",
        "mismatch, several": "None of the 2 secrets makes this signature from this value, so a server that has no other treats it as no cookie. See whether the cookie is copied whole and whether this is what the server runs with.",
        "olderSecret": "The first secret signs new cookies, so this one is from before a rotation if the secrets are given here in the order of the server, and is signed again only when a Set-Cookie is due. It stays valid as long as secret 2 is in the list.",
        "publishedSecret, one": "Secret 2 is in published examples, give or take capitals and separators: anyone who tries secrets starts there, and anyone who has it can sign any id. Take a random one, and keep the old one second in the list while cookies signed with it are still in use.",
        "publishedSecret, several": "Secrets 1, 2 and 3 are in published examples, give or take capitals and separators: anyone who tries secrets starts there, and anyone who has it can sign any id. Take a random one, and keep the old one second in the list while cookies signed with it are still in use.",
        "publishedSecret, the only one": "The secret is in published examples, give or take capitals and separators: anyone who tries secrets starts there, and anyone who has it can sign any id. Take a random one, and keep the old one second in the list while cookies signed with it are still in use.",
        "shortId": "As a session id this is easy to guess: 2 characters of its alphabet have room for 6 bits of chance, and 64 are the least (OWASP). Leave \`genid\` out, or let it return crypto.randomUUID().",
        "shortId, of one character": "As a session id this is easy to guess: 1 character of its alphabet have room for 3 bits of chance, and 64 are the least (OWASP). Leave \`genid\` out, or let it return crypto.randomUUID().",
        "shortSecret, one": "Secret 2 is shorter than 32 bytes, the least that RFC 2104 advises for HMAC-SHA256, and the shorter a secret, the sooner it is found by trying. Let crypto.randomBytes(32) make one.",
        "shortSecret, several": "Secrets 2 and 3 are shorter than 32 bytes, the least that RFC 2104 advises for HMAC-SHA256, and the shorter a secret, the sooner it is found by trying. Let crypto.randomBytes(32) make one.",
        "shortSecret, the only one": "The secret is shorter than 32 bytes, the least that RFC 2104 advises for HMAC-SHA256, and the shorter a secret, the sooner it is found by trying. Let crypto.randomBytes(32) make one.",
        "shorterId": "This id has room for about 122 bits of chance, and the ids that express-session makes itself for 192. That is enough if all of them are random: see how \`genid\` makes it.",
      }
    `)
  })
})

describe('of attributes', () => {
  test('that say the same every time', () => {
    expect(fixed(attributeMessages)).toMatchInlineSnapshot(`
      {
        "deletes": "An empty value with an end in the past is how a server deletes a cookie, as res.clearCookie() does. See that name, Path and Domain are those of the cookie that should go.",
        "domainWidens": "Domain does not narrow: with it this cookie also goes to every subdomain, and to anyone who runs one. Leave \`cookie.domain\` out, and only the host that sent the cookie gets it back.",
        "ends": "Max-Age is not above zero, so the browser drops this cookie at once instead of keeping it. If it should stay, look for what sets it: express-session never sends Max-Age.",
        "expired": "Expires is in the past. If this line is an old one, as from a log, the cookie has ended since; if it was sent just now, the browser drops it at once: see whether \`cookie.expires\` is a fixed date, or \`cookie.maxAge\` is negative.",
        "expiresUnreadable": "The date in Expires cannot be read, so browsers keep this cookie only until they are closed. Write it like: Expires=Wed, 21 Oct 2026 07:28:00 GMT.",
        "invalidDate": "This is what JavaScript writes for a date that is none, so browsers keep this cookie only until they are closed. See whether \`cookie.maxAge\` is NaN, or \`cookie.expires\` no valid date: express-session up to 1.17 then sends this line, and newer ones no cookie at all.",
        "longLived": "This cookie is to live longer than 400 days, the most that a browser should grant (RFC 6265bis), and anyone who copies it has as long. Set \`cookie.maxAge\` to hours or days, in milliseconds, and let \`rolling\` renew it.",
        "maxAge": "express-session never sends Max-Age, only Expires, so something else has set this cookie or changed it on its way. Look for res.cookie(), for another framework, and for a proxy.",
        "noHttpOnly": "Without HttpOnly every script in the page can read this cookie and send it elsewhere. In session() leave \`cookie.httpOnly\` at its default, true; for any other cookie say httpOnly: true.",
        "noSameSite": "Without SameSite each browser decides for itself whether other sites may make it send this cookie. Set \`sameSite\` to 'lax', or to 'strict' where nobody arrives from other sites.",
        "noSecure": "Without Secure the browser sends this cookie over plain http too, where others on the network can read it. In session() set \`cookie.secure\` to true if browsers come over https, and behind a proxy that ends https \`app.set('trust proxy', 1)\` too, or no cookie is sent at all; for any other cookie say secure: true.",
        "partitionedInsecure": "Browsers that know Partitioned drop it without Secure, and express-session sends it without a word. In session() set \`cookie.secure\` to true if browsers come over https, and behind a proxy that ends https \`app.set('trust proxy', 1)\` too, or no cookie is sent at all.",
        "pathNoFence": "Path only says when the browser sends this cookie: a page under any other path of the same host can still reach it through a page under this one. Keep applications that must not see it on another host.",
        "sameSiteNoneInsecure": "Chrome and Edge drop a cookie with SameSite=None that is not Secure, and express-session sends it without a word. In session() set \`cookie.secure\` to true if browsers come over https, and behind a proxy that ends https \`app.set('trust proxy', 1)\` too, or no cookie is sent at all; or take 'lax'.",
        "sameSiteUnknown": "Browsers know Strict, Lax and None, and take any other SameSite as if it were missing. Set \`sameSite\` to 'lax', 'strict' or 'none'.",
        "securePrefix": "A name that begins with __Secure- is a promise that Secure is set, and browsers drop the cookie that breaks it. In session() set \`cookie.secure\` to true if browsers come over https, and behind a proxy that ends https \`app.set('trust proxy', 1)\` too, or no cookie is sent at all; or take another name.",
      }
    `)
  })

  test('that go by what was found', () => {
    const samples = {
      'hostPrefix, for one reason': attributeMessages.hostPrefix(['Secure is missing']),
      'hostPrefix, for two': attributeMessages.hostPrefix(['Secure is missing', 'Path is not /']),
      'hostPrefix, for three': attributeMessages.hostPrefix([
        'Secure is missing',
        'Path is not /',
        'there is a Domain',
      ]),
    }
    expect(shownBy(samples)).toEqual(varied(attributeMessages))
    expect(samples).toMatchInlineSnapshot(`
      {
        "hostPrefix, for one reason": "A name that begins with __Host- promises Secure, Path=/ and no Domain, and here Secure is missing: browsers drop this cookie. In session() set \`cookie.secure\` to true if browsers come over https, and behind a proxy that ends https \`app.set('trust proxy', 1)\` too, or no cookie is sent at all; leave path and domain out, or take another name.",
        "hostPrefix, for three": "A name that begins with __Host- promises Secure, Path=/ and no Domain, and here Secure is missing, Path is not / and there is a Domain: browsers drop this cookie. In session() set \`cookie.secure\` to true if browsers come over https, and behind a proxy that ends https \`app.set('trust proxy', 1)\` too, or no cookie is sent at all; leave path and domain out, or take another name.",
        "hostPrefix, for two": "A name that begins with __Host- promises Secure, Path=/ and no Domain, and here Secure is missing and Path is not /: browsers drop this cookie. In session() set \`cookie.secure\` to true if browsers come over https, and behind a proxy that ends https \`app.set('trust proxy', 1)\` too, or no cookie is sent at all; leave path and domain out, or take another name.",
      }
    `)
  })
})

describe('of a cookie and its session in the store', () => {
  test('that say the same every time', () => {
    expect(fixed(agreementMessages)).toMatchInlineSnapshot(`
      {
        "cookieExpired": "Expires has passed, so a browser no longer sends this cookie; express-session itself does not look at Expires. Take the newest Set-Cookie, or sign in again.",
        "keptForever": "The store has no end for this session, so it stays until it is deleted. Set \`cookie.maxAge\`, and leave out \`disableTTL\` where connect-redis has it.",
        "maxAge": "Max-Age is set in the cookie, but express-session never writes it: it turns \`maxAge\` into Expires. Find out what changes the line on its way, because browsers obey Max-Age before Expires.",
        "noAttributes": "A cookie without its attributes can be compared by its id alone. Paste the whole Set-Cookie line to compare the rest.",
        "noData": "The session holds nothing but its cookie: no data was put into it, or all of it was taken out again. Set \`saveUninitialized: false\` if empty sessions should not be stored at all.",
        "noExpires": "Without Expires the browser keeps the cookie until it is closed, but the store counts from the last visit. Set \`cookie.maxAge\` and \`rolling: true\` if both should end at the same time.",
        "notInStore": "The store holds no session under this id, so express-session gives this visitor a new session with a new id. See whether this is the store of the server, and its prefix; if so, the session ended or was destroyed.",
        "otherId": "This session is kept under another id than the one in the cookie, so it is not the session of this visitor. Look up the id that the cookie holds.",
      }
    `)
  })

  test('that go by what was found', () => {
    const assumes = 'ttl 3600 s, the default'
    const samples = {
      'otherKey, prefix': agreementMessages.otherKey('prefix', '"app:"'),
      'otherKey, fileExtension': agreementMessages.otherKey('fileExtension', '".sess"'),
      expired: agreementMessages.expired(null),
      'expired, as far as is known': agreementMessages.expired(assumes),
      storeOutlives: agreementMessages.storeOutlives(null),
      'storeOutlives, as far as is known': agreementMessages.storeOutlives(assumes),
      cookieOutlives: agreementMessages.cookieOutlives(null),
      'cookieOutlives, as far as is known': agreementMessages.cookieOutlives(assumes),
      differs: agreementMessages.differs('Path', '"/admin"', 'missing'),
    }
    expect(shownBy(samples)).toEqual(varied(agreementMessages))
    expect(samples).toMatchInlineSnapshot(`
      {
        "cookieOutlives": "The store lets go of the session before the browser lets go of this cookie, and from then on express-session gives the visitor a new session with a new id. When the server changes \`req.session.cookie.maxAge\`, let it change some data too: with \`rolling: false\` only then a new Set-Cookie goes out.",
        "cookieOutlives, as far as is known": "The store lets go of the session before the browser lets go of this cookie, if it has ttl 3600 s, the default, and from then on express-session gives the visitor a new session with a new id. When the server changes \`req.session.cookie.maxAge\`, let it change some data too: with \`rolling: false\` only then a new Set-Cookie goes out.",
        "differs": "Path is "/admin" in the cookie and missing in the session, from which express-session writes Set-Cookie. See whether a proxy changes the line, or the server changed \`req.session.cookie\` after it was sent.",
        "expired": "The session has ended in the store, so express-session gives this visitor a new one with a new id. Sign in again, or let sessions live longer with \`cookie.maxAge\`.",
        "expired, as far as is known": "The session has ended in the store, if it has ttl 3600 s, the default, so express-session gives this visitor a new one with a new id. Sign in again, or let sessions live longer with \`cookie.maxAge\`.",
        "otherKey, fileExtension": "The session is there, but under the key that the store makes with \`fileExtension: ".sess"\`; a server that has another \`fileExtension\` does not find it. See which one yours has.",
        "otherKey, prefix": "The session is there, but under the key that the store makes with \`prefix: "app:"\`; a server that has another \`prefix\` does not find it. See which one yours has, and give it with --prefix.",
        "storeOutlives": "The store keeps the session longer than the browser keeps this cookie: with \`rolling: false\` a visit that changes no data moves the end in the store, but sends no Set-Cookie. Set \`rolling: true\` if visits should keep a visitor signed in, or see whether there is a newer Set-Cookie.",
        "storeOutlives, as far as is known": "The store keeps the session longer than the browser keeps this cookie, if it has ttl 3600 s, the default: with \`rolling: false\` a visit that changes no data moves the end in the store, but sends no Set-Cookie. Set \`rolling: true\` if visits should keep a visitor signed in, or see whether there is a newer Set-Cookie.",
      }
    `)
  })
})
