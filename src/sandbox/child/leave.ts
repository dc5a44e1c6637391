import type { ChildProcess } from 'node:child_process'
import os from 'node:os'
import { shortened } from '../../observe/show.ts'
import { currentStack } from './describe.ts'

/** Says that the process is about to end, by a call as in `process.exit(1)`, and from where. */
type Tell = (call: string, stack: string) => void

type Doors = Record<string, (...words: unknown[]) => unknown>

/**
 * Tells of every call by which code ends its own process, before it does.
 * @returns ends the process without a word
 */
export function tellOfLeaving(self: NodeJS.Process, tell: Tell, lastWords: () => void): () => void {
  const kill = self.kill.bind(self)
  // The learner's code may get another one to see.
  const { pid: own } = self
  const doors = self as unknown as Doors
  for (const name of ['exit', 'reallyExit', 'abort']) {
    const leave = doors[name]?.bind(self)
    if (!leave) continue
    doors[name] = (...words) => {
      tell(`process.${name}(${words.length === 0 ? '' : shown(words[0])})`, currentStack())
      // Node.js prints what it was at when it is aborted.
      if (name === 'abort') lastWords()
      return leave(...words)
    }
  }
  const isOwn = (pid: unknown) => pid === 0 || pid === own || pid === -own
  const raw = doors['_kill']?.bind(self)
  let told = false
  self.kill = (pid, signal) => {
    told = isOwn(pid) && signal !== 0
    if (told) tell(`process.kill(process.pid${signal === undefined ? '' : `, ${shown(signal)}`})`, currentStack())
    return kill(pid, signal)
  }
  // `process.kill()` comes by here.
  doors['_kill'] = (pid, signal) => {
    if (!told && isOwn(pid) && signal !== 0) tell(`process._kill(process.pid, ${shown(signal)})`, currentStack())
    return raw?.(pid, signal)
  }
  return () => void kill(own, 'SIGKILL')
}

/** A word as it may stand in a call. */
const shown = (word: unknown): string =>
  typeof word === 'string' ? `'${shortened(word, 40)}'` : typeof word === 'number' ? `${word}` : '...'

/**
 * Lets code send signals only to its own process, to its group, and to what it started. It could end the process that started it, or
 * everything that the person at the keyboard runs: `process.kill(-1)`. Looking whether a process is there (signal 0) is no harm.
 */
export function keepSignals(self: NodeJS.Process): void {
  const { pid: own } = self
  const started = new Set<number>()
  const doors = self as unknown as Doors
  const limit = (from: Doors, name: string, harmless: (words: readonly unknown[]) => boolean) => {
    const original = from[name]?.bind(from)
    if (!original) return
    from[name] = (pid, ...rest) => {
      // As Node.js reads it, and once: an object may be another number each time.
      const to = Number(pid) | 0
      if (to !== 0 && Math.abs(to) !== own && !started.has(Math.abs(to)) && !harmless(rest)) throw denied(to)
      return original(to, ...rest)
    }
  }
  // `process.kill()` goes through the first. The second makes a process of Node.js listen to a debugger.
  limit(doors, '_kill', ([signal]) => signal === 0)
  limit(doors, '_debugProcess', () => false)
  limit(os as unknown as Doors, 'setPriority', (rest) => rest.length === 0)
  // With the permission model no program is ever started.
  if (!('permission' in self)) noteStarted(self, (pid) => void started.add(pid))
}

/** Hears the number of each process that this one starts. */
function noteStarted(self: NodeJS.Process, hear: (pid: number) => void): void {
  const module = self.getBuiltinModule?.('node:child_process')
  if (!module) return
  const prototype = module.ChildProcess.prototype as unknown as Doors
  const { spawn } = prototype
  prototype['spawn'] = function (this: ChildProcess, ...words) {
    const result = spawn?.apply(this, words)
    if (this.pid !== undefined) hear(this.pid)
    return result
  }
}

/** As Node.js says it of what its permission model refuses. */
const denied = (pid: number): Error =>
  Object.assign(new Error('Access to this API has been restricted.'), {
    code: 'ERR_ACCESS_DENIED',
    permission: 'OtherProcess',
    resource: `${pid}`,
  })

/**
 * Keeps SIGINT what it is: it ends the process, and shows where an endless loop is. With a handler of the learner's it would do
 * neither. Node.js takes a signal over as soon as somebody listens to it (`startListeningIfSignal`).
 */
export function keepInterrupt(self: NodeJS.Process): void {
  for (const listener of self.listeners('newListener' as never) as unknown as ((
    name: string,
    ...rest: unknown[]
  ) => void)[]) {
    self.off('newListener', listener)
    self.on('newListener', (name: unknown, ...rest) => {
      if (name !== 'SIGINT') listener.call(self, String(name), ...rest)
    })
  }
}
