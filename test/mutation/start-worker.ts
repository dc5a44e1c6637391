import { fork, type ChildProcess } from 'node:child_process'
import path from 'node:path'
import { packageRoot } from '../../src/package-root.ts'
import type { Answer, Question } from './worker.ts'

/** What a worker says, or how it fails to. */
type Heard = Exclude<Answer, { readonly is: 'busy' }> | { readonly is: 'ended' | 'silent' }

/** A process that runs tests. */
export interface Worker {
  /** @param patience how long a test may take, in milliseconds */
  ask(question: Question, patience: (test: number) => number): Promise<Heard>
  end(): void
}

const children = new Set<ChildProcess>()
process.on('exit', () => {
  for (const child of children) child.kill('SIGKILL')
})

/** To load all tests takes some seconds, or a minute the first time, and longer on a busy machine. In milliseconds. */
const UNTIL_LOADED = 600_000

/** @param copy the folder with the instrumented sources; @throws where its tests cannot be loaded */
export async function startWorker(copy: string): Promise<Worker> {
  const jiti = path.join(packageRoot, 'node_modules/jiti/lib/jiti-cli.mjs')
  const child = fork(jiti, [path.join(import.meta.dirname, 'worker.ts'), copy], {
    // A change may fill memory without end.
    execArgv: ['--max-old-space-size=1500'],
  })
  children.add(child)
  // Asked when it has ended, it says so below.
  child.on('error', () => {})
  const heard = (patience: (test: number) => number) =>
    new Promise<Heard>((resolve) => {
      if (!child.connected) return resolve({ is: 'ended' })
      const give = (answer: Heard) => {
        clearTimeout(timer)
        child.removeAllListeners('message').removeAllListeners('disconnect')
        resolve(answer)
      }
      let timer = setTimeout(give, UNTIL_LOADED, { is: 'silent' })
      child.on('disconnect', () => give({ is: 'ended' }))
      child.on('message', (answer: Answer) => {
        if (answer.is !== 'busy') return give(answer)
        clearTimeout(timer)
        timer = setTimeout(give, patience(answer.number), { is: 'silent' })
      })
    })
  if ((await heard(() => UNTIL_LOADED)).is !== 'ready') throw new Error('The tests cannot be loaded.')
  return {
    ask(question, patience) {
      child.send(question)
      return heard(patience)
    },
    end() {
      child.kill('SIGKILL')
      children.delete(child)
    },
  }
}
