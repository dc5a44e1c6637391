import { inspect } from 'node:util'

const ASYNC_NUMBERS = /,\s*\[Symbol\((?:async_id_symbol|trigger_async_id_symbol|kResourceStore)\)\]: [^,}\s]+/g

/**
 * A value on one line, as debug's `%o` shows it without colours. While an AsyncLocalStorage is in use, as here, Node hangs
 * numbers on promises that a learner's own trace would not show; they are left out.
 */
export function showValue(value: unknown): string {
  return inspect(value, { breakLength: Infinity }).replaceAll(ASYNC_NUMBERS, '')
}
