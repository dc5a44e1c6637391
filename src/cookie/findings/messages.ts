import type { Guess } from '../signature/known-secrets.ts'
import { charactersIn, FEWEST_BITS, UID_SAFE_BITS, type Pattern } from './id-strength.ts'
import type { Fault } from '../value/read.ts'

// Every sentence here about express-session is held by test/cookie/express-session.test.ts, which runs it. None holds
// anything that was pasted, so all are safe to print.

/** Of a value, a name or a secret: one sentence why, one what to do. Numbers of secrets count from 1. */
export const messages = {
  unsigned:
    'The value does not begin with s:, so express-session treats it as no cookie. ' +
    'If it should be a session cookie, copy it as the server sent it, with s%3A in front.',

  unsignedJson:
    'This is JSON without a signature, so anybody can write another, and cookie-parser reads that too. ' +
    'Set it with signed: true, or keep what matters in the session.',

  unsignedFalsy:
    'This is JSON without a signature, and cookie-parser leaves it as text, because what it says counts as false in ' +
    'JavaScript. Let the server set an object, or expect the text.',

  encodedTwice: (times: number) =>
    `The value is URL-encoded ${times === 2 ? 'twice' : `${times} times`}, and a server decodes once, so it does not see ` +
    'what is shown here. See who encodes a value that res.cookie() or express-session has encoded already.',

  defaultName:
    'connect.sid is the default name and tells everybody that express-session runs here. Set `name` in session().',

  twiceSent:
    'More than one cookie in this header has this name, and express-session looks at the first one only. ' +
    'Find out which Path or Domain each was set with, and give one of the applications another `name`.',

  twiceSet:
    'Another Set-Cookie line here has this name, Domain and Path, and for the browser the last one counts. ' +
    'Let one place set it: at a logout, destroy the session before res.clearCookie().',

  tooLarge:
    'Name and value are more than 4096 bytes together, and browsers drop such a cookie. ' +
    'Keep the data in the session, where the cookie holds only the id.',

  mayBeCookieParser:
    'cookie-parser and res.cookie() with signed: true sign in the same way, and this is not the shape of ' +
    "express-session's own ids: 32 characters of A-Z a-z 0-9 - _. " +
    'See whether the server sets `genid`: without it, this is not a session id.',

  shortId: (characters: number, bits: number) =>
    `As a session id this is easy to guess: ${count(characters, 'character')} of its alphabet have room for ${bits} bits ` +
    `of chance, and ${FEWEST_BITS} are the least (OWASP). ` +
    'Leave `genid` out, or let it return crypto.randomUUID().',

  shorterId: (bits: number) =>
    `This id has room for about ${bits} bits of chance, and the ids that express-session makes itself for ` +
    `${UID_SAFE_BITS}. That is enough if all of them are random: see how \`genid\` makes it.`,

  guessableId: (pattern: Pattern) =>
    `As a session id this can be guessed: ${patterns[pattern.what](pattern)}. ${LEAVE_OUT}`,

  readableSession:
    'The whole session is in this cookie, signed but not encrypted, so anyone who holds the cookie can read it. ' +
    'Keep secrets out of it, or use express-session, where the cookie holds only an id.',

  readableBase64:
    'This is JSON in base64, which anyone who holds the cookie can read: the package cookie-session keeps a whole session ' +
    'like that. If it is one, keep secrets out of it, or use express-session, where the cookie holds only an id.',

  notRead:
    'The value is longer than 1 MB, so its data was not read here: it was recognized by how it begins, and whether the ' +
    'rest is right was not checked. Keep such data in the session, where the cookie holds only the id.',

  readableJwt:
    'The payload of this token is not encrypted, so anyone who holds the cookie can read it. Keep secrets out of it.',

  jwtNone:
    'This token is not signed, so anybody can write one. ' +
    'Let the server accept only the algorithm that it signs with.',

  jwtExpired: (end: string) =>
    `This token ended at ${end}, and a server that checks \`exp\` refuses it. Sign in again to get a new one.`,

  jwtNotYetValid: (begins: string) =>
    `This token is not valid before ${begins}, and a server that checks \`nbf\` refuses it until then. ` +
    'See whether the clocks of the two servers agree.',

  uncheckedAlgorithm:
    'Only HS256, HS384 and HS512 are checked here, which sign with a shared secret, and this token names another ' +
    'algorithm. Check it where that is known: most others take the public key of the server that made the token.',

  olderSecret: (secret: number) =>
    'The first secret signs new cookies, so this one is from before a rotation if the secrets are given here in ' +
    `the order of the server, and is signed again only when a Set-Cookie is due. It stays valid as long as secret ${secret} is in the list.`,

  emptySecret: (secret: number) =>
    `Secret ${secret} is empty, which express-session takes only inside an array, and anybody can sign with it. ` +
    'See whether the variable it should come from is set.',

  shortSecret: (places: readonly number[], all: number) =>
    `${secretsAt(places, all)} shorter than 32 bytes, the least that RFC 2104 advises for HMAC-SHA256, and the ` +
    'shorter a secret, the sooner it is found by trying. Let crypto.randomBytes(32) make one.',

  publishedSecret: (places: readonly number[], all: number) =>
    `${secretsAt(places, all)} in published examples, give or take capitals and separators: anyone who tries secrets ` +
    'starts there, and anyone who has it can sign any id. Take a random one, and keep the old one second in the list while cookies signed with it are still in use.',

  guessedSecret: (from: Guess['from']) =>
    `The secret that made this signature ${'line' in from ? `is in the word list, in line ${from.line},` : `is published, ${from.respelled ? 'in another spelling, ' : ''}in ${from.published},`} ` +
    'so anyone who tries it can sign any id for this server. Take a random one.',

  mismatch: (secrets: number) =>
    `${secrets === 1 ? 'The secret does not make' : `None of the ${secrets} secrets makes`} this signature from ` +
    'this value, so a server that has no other treats it as no cookie. ' +
    'See whether the cookie is copied whole and whether this is what the server runs with.',

  malformedSignature: (signature: string) =>
    `The signature ${oddity(signature)}, but express-session compares it as text with 43 characters of ` +
    'A-Z a-z 0-9 + / and treats anything else as no cookie. ' +
    'Copy the cookie again; if you sign it yourself, use plain base64 and take every = off its end.',

  fault: ({ what, offset }: Fault) => faults[what](offset + 1),
} as const

const LEAVE_OUT = 'Leave `genid` out, or let it return crypto.randomUUID().'

const patterns: Readonly<Record<Pattern['what'], (pattern: Pattern) => string>> = {
  counter: () => 'it looks like a number that counts up',
  repeated: () => 'it is one or two characters over and over',
  timestamp: (pattern) => `it holds what looks like a time, ${timeOf(pattern)}`,
  'uuid-v1': (pattern) => `it is a UUID made from the time, ${timeOf(pattern)}, and the machine, not from chance`,
  'object-id': (pattern) =>
    `it has the form of a MongoDB ObjectId, made from the time, here ${timeOf(pattern)}, and a counter`,
}

const timeOf = (pattern: Pattern): string => ('at' in pattern ? new Date(pattern.at).toISOString() : '')

const secretsAt = (places: readonly number[], all: number): string => {
  if (all === 1) return 'The secret is'
  return places.length === 1
    ? `Secret ${places[0]} is`
    : `Secrets ${places.slice(0, -1).join(', ')} and ${places.at(-1)} are`
}

const COPY_WHOLE = 'Copy the whole cookie, to the last of the 43 characters after the dot.'

/** Takes the place of the fault, counted from 1. */
const faults: Readonly<Record<Fault['what'], (place: number) => string>> = {
  percent: (place) =>
    `The % at character ${place} of the value does not begin URL-encoded UTF-8, so express-session decodes nothing, ` +
    'sees no s: in front and treats it as no cookie. Copy the cookie again.',
  character: (place) =>
    `Character ${place} is not allowed in the value of a cookie: a semicolon ends it, and control characters are ` +
    'not allowed. Copy the cookie again, as name=value.',
  'no-dot': () => `No dot and signature follow the s:, so express-session treats it as no cookie. ${COPY_WHOLE}`,
  'no-id': () =>
    'There is nothing between s: and the dot, and express-session treats an empty id as no cookie even when its ' +
    'signature is right. Let `genid` return a string that is not empty.',
  'no-signature': () => `Nothing follows the last dot, so express-session treats it as no cookie. ${COPY_WHOLE}`,
  json: (place) =>
    `After j: there should be JSON, and at character ${place} it is not, so cookie-parser leaves it as text. ` +
    'Copy the cookie again.',
  'too-deep': (place) =>
    `From character ${place} on the JSON in this value is nested more than 100 levels deep, and it is not read here; other ` +
    'programs may read it. Keep such data in the session, where the cookie holds only the id.',
  jwt: (place) =>
    `This begins as a JSON Web Token, but the part from character ${place} on is no JSON object. Copy the token again.`,
}

function oddity(signature: string): string {
  if (signature.endsWith('=')) return 'is padded with ='
  if (/^[A-Za-z0-9_-]{43}$/.test(signature)) return 'is URL-safe base64, with - or _'
  const length = charactersIn(signature)
  return length === 43 ? 'holds characters that are not base64' : `has ${count(length, 'character')}`
}

const count = (number: number, noun: string): string => `${number} ${noun}${number === 1 ? '' : 's'}`
