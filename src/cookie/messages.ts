import type { Fault } from './read.ts'

// Every sentence here about express-session is held by test/cookie/express-session.test.ts, which runs it. None holds
// anything that was pasted, so all are safe to print.

/** OWASP Session Management Cheat Sheet, "Session ID Entropy": at least 64 bits, which take 16 hexadecimal digits. */
export const SHORTEST_ID = 16

/** One sentence why, one what to do. Numbers of secrets count from 1. */
export const messages = {
  unsigned:
    'The value does not begin with s:, so express-session treats it as no cookie. ' +
    'If it should be a session cookie, copy it as the server sent it, with s%3A in front.',

  defaultName:
    'connect.sid is the default name and tells everybody that express-session runs here. Set `name` in session().',

  mayBeCookieParser:
    'cookie-parser and res.cookie() with signed: true sign in the same way, and this is not the shape of ' +
    "express-session's own ids: 32 characters of A-Z a-z 0-9 - _. " +
    'See whether the server sets `genid`: without it, this is not a session id.',

  shortId: (characters: number) =>
    `As a session id this is easy to guess: it has ${count(characters, 'character')}, and ${SHORTEST_ID} random ` +
    'hexadecimal digits are the least (64 bits, OWASP). Leave `genid` out, or let it return crypto.randomUUID().',

  olderSecret: (secret: number) =>
    'The first secret signs new cookies, so this one is from before a rotation. ' +
    `It stays valid as long as secret ${secret} is in the list.`,

  emptySecret: (secret: number) =>
    `Secret ${secret} is empty, which express-session takes only inside an array, and anybody can sign with it. ` +
    'See whether the variable it should come from is set.',

  mismatch: (secrets: number) =>
    `${secrets === 1 ? 'The secret does not make' : `None of the ${secrets} secrets makes`} this signature from ` +
    'this id, so a server that has no other treats it as no cookie. ' +
    'See whether the cookie is copied whole and whether this is what the server runs with.',

  malformedSignature: (signature: string) =>
    `The signature ${oddity(signature)}, but express-session compares it as text with 43 characters of ` +
    'A-Z a-z 0-9 + / and treats anything else as no cookie. ' +
    'Copy the cookie again, or sign with plain base64 and take every = off its end.',

  fault: ({ what, offset }: Fault) => faults[what](offset + 1),
} as const

const COPY_WHOLE = 'Copy the whole cookie, to the last of the 43 characters after the dot.'

/** Takes the place of the fault, counted from 1. */
const faults: Readonly<Record<Fault['what'], (place: number) => string>> = {
  percent: (place) =>
    `The % at character ${place} of the value begins no URL-encoded UTF-8, so express-session decodes nothing, ` +
    'sees no s: in front and treats it as no cookie. Copy the cookie again.',
  character: (place) =>
    `Character ${place} cannot stand in the value of a cookie: a semicolon ends it, and control characters are ` +
    'not allowed. Give one name=value and nothing else.',
  'no-dot': () => `No dot and signature follow the s:, so express-session treats it as no cookie. ${COPY_WHOLE}`,
  'no-id': () =>
    'Nothing stands between s: and the dot, and express-session treats an empty id as no cookie even when it is ' +
    'rightly signed. Let `genid` return a text that is not empty.',
  'no-signature': () => `Nothing follows the last dot, so express-session treats it as no cookie. ${COPY_WHOLE}`,
}

function oddity(signature: string): string {
  if (signature.endsWith('=')) return 'is padded with ='
  if (/^[A-Za-z0-9_-]{43}$/.test(signature)) return 'is URL-safe base64, with - or _'
  const { length } = Array.from(signature)
  return length === 43 ? 'holds characters that are not base64' : `has ${count(length, 'character')}`
}

const count = (number: number, noun: string): string => `${number} ${noun}${number === 1 ? '' : 's'}`
