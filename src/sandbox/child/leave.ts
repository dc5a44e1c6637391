/** Says that the process is about to end, by a call as in `process.exit(1)`, and from where. */
type Tell = (call: string, stack: string) => void

/**
 * Tells of every call by which code ends its own process, before it does.
 * @returns ends the process without a word
 */
export function tellOfLeaving(self: NodeJS.Process, tell: Tell, lastWords: () => void): () => void {
  const kill = self.kill.bind(self)
  // The learner's code may get another one to see.
  const { pid: own } = self
  const stack = () => new Error('leave').stack ?? ''
  for (const name of ['exit', 'reallyExit', 'abort'] as const) {
    const doors = self as unknown as Record<string, (...words: unknown[]) => never>
    const leave = doors[name]?.bind(self)
    if (!leave) continue
    doors[name] = (...words) => {
      tell(`process.${name}(${words.length === 0 ? '' : JSON.stringify(words[0])})`, stack())
      // Node.js prints what it was at when it is aborted.
      if (name === 'abort') lastWords()
      return leave(...words)
    }
  }
  self.kill = (pid, signal) => {
    const us = [0, own, -own].includes(pid)
    if (us && signal !== 0) tell(`process.kill(process.pid${signal === undefined ? '' : `, '${signal}'`})`, stack())
    return kill(pid, signal)
  }
  return () => void kill(own, 'SIGKILL')
}

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
