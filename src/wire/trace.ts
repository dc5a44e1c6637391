import { createRequire } from 'node:module'
import { format } from 'node:util'
import { shortened } from './shortened.ts'
import { showValue } from '../observe/show-value.ts'

/** The parts of debug 2 that express-session traces through. */
interface Debug {
  enable(namespaces: string): void
  log: (...words: unknown[]) => void
  formatArgs: (...words: unknown[]) => unknown
  formatters: Record<string, (value: unknown) => string>
}

let listener: ((line: string) => void) | undefined

/**
 * Sends express-session's debug lines (`DEBUG=express-session`) to a listener instead of standard error.
 *
 * express-session has its own copy of `debug`, which reads its settings when express-session is loaded. So this must be
 * called before anything loads express-session; what was loaded earlier stays silent.
 * @param entry a file of the express-session to listen to, if it is not ours
 * @returns stops listening
 */
export function listenToTrace(newListener: (line: string) => void, entry?: string): () => void {
  tapDebug(entry)
  listener = newListener
  return () => {
    if (listener === newListener) listener = undefined
  }
}

let tapped = false

function tapDebug(entry = createRequire(import.meta.url).resolve('express-session')): void {
  if (tapped) return
  tapped = true
  const debug = createRequire(entry)('debug') as Debug
  // Up to debug 2.5, as express-session 1.14 has it, what this returns is logged; later versions look at nothing it returns.
  debug.formatArgs = (...words) => words
  // At a terminal debug would colour the values it prints.
  debug.formatters['o'] = showValue
  debug.log = (...words) => listener?.(shortened(format(...words)))
  debug.enable('express-session')
}
