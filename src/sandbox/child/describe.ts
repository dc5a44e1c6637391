import { inspect, types } from 'node:util'
import type { Thrown } from '../protocol.ts'

/** What was thrown, as text. Whatever it is, this does not throw. */
export function describe(thrown: unknown): Thrown {
  try {
    return types.isNativeError(thrown) || thrown instanceof Error ? describeError(thrown) : describeValue(thrown)
  } catch {
    // Its own getters threw.
    return { name: '', message: 'something that cannot be shown', code: null, stack: '' }
  }
}

function describeError(error: Error): Thrown {
  // Anybody may put anything there.
  const parts = error as unknown as Readonly<Record<string, unknown>>
  const text = (name: string): string => (typeof parts[name] === 'string' ? parts[name] : inspect(parts[name]))
  const { code, permission, resource } = parts
  // Node.js wraps what is no error (process/promises.js `UnhandledPromiseRejection`).
  const reason =
    code === 'ERR_UNHANDLED_REJECTION' ? /with the reason "([^]*)"\.$/.exec(text('message'))?.[1] : undefined
  if (reason !== undefined) return { name: '', message: `"${reason}"`, code: null, stack: reason }
  return {
    name: text('name'),
    message: text('message'),
    code: typeof code === 'string' ? code : null,
    stack: text('stack'),
    ...(typeof permission === 'string'
      ? { denied: { permission, resource: typeof resource === 'string' ? resource : '' } }
      : {}),
  }
}

function describeValue(value: unknown): Thrown {
  const text = inspect(value, { breakLength: Infinity, depth: 1 })
  return { name: '', message: text, code: null, stack: text }
}
