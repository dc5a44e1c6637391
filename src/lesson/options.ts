import type { SessionOptions } from 'express-session'
import type { AppModule, JsonValue, OptionChange } from './script.ts'

/** The word that leaves an option out, in `--set` and in `breaksWith`. */
export const OMIT = 'undefined'

/**
 * Options with changes applied; the originals stay as they are.
 * @param values the app's named values: `genid=constant` takes `values.genid.constant`
 */
export function changeOptions(
  options: SessionOptions,
  change: OptionChange,
  values: AppModule['values'] = {},
): SessionOptions {
  const changed: Record<string, unknown> = { ...options }
  for (const [name, value] of Object.entries(change)) {
    const known = values[name] ?? {}
    const meant = typeof value === 'string' && Object.hasOwn(known, value) ? known[value] : value
    if (name.startsWith('cookie.')) {
      const cookie = changed['cookie']
      const copy = { ...(typeof cookie === 'object' ? cookie : {}) }
      changed['cookie'] = assign(copy, name.slice('cookie.'.length), meant)
    } else {
      assign(changed, name, meant)
    }
  }
  return changed as unknown as SessionOptions
}

function assign(target: Record<string, unknown>, name: string, value: unknown): Record<string, unknown> {
  if (value === OMIT) delete target[name]
  else target[name] = value
  return target
}

/** The cookie's name that express-session will use (index.js: `opts.name || opts.key || 'connect.sid'`). */
export function cookieName(options: SessionOptions): string {
  const { name, key } = options as { name?: string | number; key?: string | number }
  return String(name || key || 'connect.sid')
}

/**
 * The secret that signs (index.js `setcookie`: `secrets[0]`); undefined if it is missing or no text.
 * @param options as they are, or as {@link describeOptions} wrote them
 */
export function signingSecret(options: Readonly<Record<string, unknown>>): string | undefined {
  const { secret } = options
  const first: unknown = Array.isArray(secret) ? secret[0] : secret
  return typeof first === 'string' && first !== '' ? first : undefined
}

/** Options as JSON: a function becomes its name, any other object of a class becomes that. */
export function describeOptions(options: SessionOptions): Readonly<Record<string, JsonValue>> {
  return JSON.parse(
    JSON.stringify(options, function (this: Readonly<Record<string, unknown>>, key, value: unknown) {
      // What has a toJSON() of its own is not handed on as it is.
      if (Buffer.isBuffer(this[key])) return '[Buffer]'
      if (typeof value === 'function') return `[function ${value.name || 'without a name'}]`
      if (typeof value === 'number' && !Number.isFinite(value)) return String(value)
      if (typeof value !== 'object' || value === null || Array.isArray(value)) return value
      const { name } = (Object.getPrototypeOf(value) as object | null)?.constructor ?? Object
      return name === 'Object' ? value : `[${name}]`
    }),
  ) as Record<string, JsonValue>
}
