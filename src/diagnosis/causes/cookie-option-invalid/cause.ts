import type { SessionCall, ValueFacts } from '../../../observe/observation.ts'
import { cause } from '../../cause.ts'
import { nameOf, requestLine, writeOf } from '../../facts.ts'
import { unwritableIn, type Unwritable } from '../../unwritable.ts'

export default cause({
  code: 'cookie-option-invalid',
  title: 'The cookie cannot be written with these options',
  level: 'error',
  symptoms: ['no-cookie', 'new-id-every-request', 'data-lost'],
  words: [
    'argument name is invalid',
    'option samesite is invalid',
    'option expires is invalid',
    'option path is invalid',
    'option priority is invalid',
    'no set-cookie header',
    'cookie name with space',
    'samesite auto',
    'cannot set headers after they are sent to the client',
  ],
  howToTell: 'an answer without Set-Cookie is followed by a TypeError that ends in "is invalid"',
  lesson: 2,
  step: 'A number from the environment',
  explains: ['headers-already-sent', 'nothing-saved', 'empty-sessions', 'handler-threw'],
  find(observation) {
    const unwritten = unwritableIn(observation).filter(({ part }) => part !== 'domain')
    const [first] = unwritten
    if (!first) return null
    const { exchange, call, part } = first
    const { option, value } = givenAs(call, part)
    const change = exchange.changes.find(({ kind }) => kind === 'cookie')
    return {
      message:
        `${reasonOf(first, option, value)} So ${requestLine(exchange)} was answered without a cookie, and the error ` +
        `("${part === 'name' ? 'argument' : 'option'} ${part} is invalid") was reported only after the answer.`,
      ...(value === undefined && change ? writeOf(exchange, change) : { at: call.at, option }),
      exchange: nameOf(exchange),
      count: unwritten.length,
      fix: FIXES[part] ?? {},
    }
  },
  fix: {
    text: 'Write the option as the documentation of express-session has it, or leave it out.',
    code: "cookie: { secure: 'auto', sameSite: 'lax' }",
  },
  moves: [{ send: 'POST /login' }, { send: 'GET /' }],
})

/** Under which name something was given that cannot be written, and what it was. */
function givenAs({ options }: SessionCall, part: string): { option: string; value: ValueFacts | undefined } {
  const names = part === 'name' ? ['name', 'key'] : part === 'expires' ? ['maxAge', 'expires'] : [part]
  const all = part === 'name' ? names : names.map((name) => `cookie.${name}`)
  const option = all.find((name) => options[name] !== undefined) ?? all[0] ?? part
  return { option, value: options[option] }
}

function reasonOf({ call, part }: Unwritable, option: string, value: ValueFacts | undefined): string {
  const shown = value === undefined ? `What ${option} is` : `${option} is ${show(value)}, and that`
  switch (part) {
    case 'name':
      return `${shown} has a character that no cookie may have in its name.`
    case 'expires':
      return `${shown} gives no date at which the cookie could end.`
    case 'sameSite':
      if (value?.value === 'auto')
        return `${shown} is only known from express-session 1.19 on; this is ${call.version}.`
      return call.options['cookie']?.kind === 'function'
        ? "This sameSite cannot be written. From a function only 'strict', 'lax' or 'none' can: 'auto' is not resolved there."
        : `${shown} is none of 'strict', 'lax', 'none', true and false.`
    case 'priority':
      return `${shown} is none of 'low', 'medium' and 'high'.`
    default:
      return `${shown} cannot be written into a header.`
  }
}

const show = ({ kind, value }: ValueFacts): string =>
  typeof value === 'string' && kind === 'string' ? `'${value}'` : String(value ?? kind)

const FIXES: Readonly<Record<string, { readonly text: string; readonly code: string }>> = {
  name: { text: 'Use letters, digits, dots and hyphens for the name.', code: "name: 'shop.sid'" },
  expires: { text: 'Give cookie.maxAge a number of milliseconds.', code: 'cookie: { maxAge: 8 * 60 * 60 * 1000 }' },
  sameSite: { text: "Set sameSite to 'lax', 'strict' or 'none'.", code: "cookie: { sameSite: 'lax' }" },
  priority: {
    text: "Set priority to 'low', 'medium' or 'high', or leave it out.",
    code: "cookie: { priority: 'high' }",
  },
}
