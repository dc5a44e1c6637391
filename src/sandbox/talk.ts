import type { ChildProcess } from 'node:child_process'
import type { Duplex } from 'node:stream'
import { hear } from './hear.ts'
import { QUESTIONS_FD, WORDS_FD, type Order, type NumberedQuestion, type Question, type Word } from './protocol.ts'

/** What comes back for a question. */
export type Answer = Extract<Word, { readonly say: 'answer' }>['value']

/** The questions to a learner's process and the answers to them. */
export interface Talk {
  /** @throws what `hangUp` was given */
  ask(question: Question): Promise<Answer>
  /** Asks whether it is alive; it says so with a word. */
  nudge(): void
  /** Whether a word came, so that the program in the process was reached. */
  hasSpoken(): boolean
  /** Nobody answers any more. */
  hangUp(error: Error): void
}

/** Who is told what a process says of itself. */
export interface Told {
  /** A word that is no answer. */
  word(word: Exclude<Word, { readonly say: 'answer' }>): void
  /** Something came that is no word. */
  noise(text: string): void
  /** A pipe was closed. A process that comes to its end does that too. */
  closed(): void
}

/** Talks to a process through its pipes. @param secret stands before the order and before each word */
export function talkTo(child: ChildProcess, secret: string, order: Order, told: Told): Talk {
  // A process that did not start has none, and no list of them either where there was no file left to open (child_process.js `spawn`).
  const pipes = (child.stdio as readonly unknown[] | undefined) ?? []
  const questions = pipes[QUESTIONS_FD] as Duplex | undefined
  const words = pipes[WORDS_FD] as Duplex | undefined
  const waiting = new Map<number, { resolve(answer: Answer): void; reject(error: Error): void }>()
  let count = 0
  let spoken = false

  const send = (question: Question): number => {
    count += 1
    questions?.write(`${JSON.stringify({ ...question, number: count } satisfies NumberedQuestion)}\n`)
    return count
  }
  // Nothing comes out of this one, unless the learner's code writes into it.
  questions?.on('data', (bytes: Buffer) => told.noise(bytes.toString('utf8', 0, 60)))
  questions?.on('error', () => {})
  questions?.on('close', () => told.closed())
  questions?.write(`${secret}${JSON.stringify(order)}\n`)
  if (words) {
    hear(words, secret, {
      word(word) {
        spoken = true
        if (word.say !== 'answer') return told.word(word)
        const asked = waiting.get(word.number)
        waiting.delete(word.number)
        if (asked) asked.resolve(word.value)
        else told.noise(JSON.stringify(word))
      },
      noise: (text) => told.noise(text),
      end: () => told.closed(),
    })
  }
  return {
    ask: (question) =>
      new Promise((resolve, reject) => {
        waiting.set(send(question), { resolve, reject })
      }),
    nudge: () => void send({ ask: 'alive' }),
    hasSpoken: () => spoken,
    hangUp(error) {
      for (const { reject } of waiting.values()) reject(error)
      waiting.clear()
    },
  }
}
