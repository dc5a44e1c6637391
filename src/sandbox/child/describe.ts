import { inspect, types } from 'node:util'
import { shortened } from '../../observe/show.ts'
import type { Thrown } from '../protocol.ts'

/** The longest that a message and a stack are told, in characters. */
const MOST = { message: 1000, stack: 20_000 }

/** Where the code is, as a stack. Anybody may make something else of stacks (`Error.prepareStackTrace`). */
export function currentStack(): string {
  try {
    const { stack } = new Error('here') as { readonly stack?: unknown }
    return typeof stack === 'string' ? shortened(stack, MOST.stack) : ''
  } catch {
    return ''
  }
}

/** What was thrown, as text. Whatever it is, this does not throw. */
export function describe(thrown: unknown): Thrown {
  try {
    const described =
      types.isNativeError(thrown) || thrown instanceof Error ? describeError(thrown) : describeValue(thrown)
    const name = shortened(described.name, MOST.message)
    const message = shortened(described.message, MOST.message)
    // A stack begins with the two, and what counts in it is the rest.
    const stack = described.stack.replace(described.name, () => name).replace(described.message, () => message)
    return { ...described, name, message, stack: shortened(stack, MOST.stack) }
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
    code: typeof code === 'string' ? shortened(code, MOST.message) : null,
    stack: text('stack'),
    ...(typeof permission === 'string'
      ? {
          denied: {
            permission: shortened(permission, MOST.message),
            resource: typeof resource === 'string' ? shortened(resource, MOST.message) : '',
          },
        }
      : {}),
  }
}

function describeValue(value: unknown): Thrown {
  const text = inspect(value, { breakLength: Infinity, depth: 1 })
  return { name: '', message: text, code: null, stack: text }
}
