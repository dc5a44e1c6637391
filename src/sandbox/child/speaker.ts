import net from 'node:net'
import { QUESTIONS_FD, type NumberedQuestion, type Order, type Question, type Word } from '../protocol.ts'
import { openPipes } from './pipes.ts'
import { plainJson } from './plain-json.ts'

/** The way to the process that started this. */
export interface Speaker {
  readonly order: Order
  /** Says a word at once: it is out when this returns. @returns false for one that is too long or nested too deep: it is not said */
  say(word: Word): boolean
  /** Prints to standard error at once. */
  printError(text: string): void
  /**
   * Answers every question with what the first one returns.
   * @param beforeAlive is called before it says that it is alive
   * @param orphaned is called when nobody is left to answer to
   */
  listen(
    answer: (question: Question) => Promise<Extract<Word, { readonly say: 'answer' }>['value']>,
    beforeAlive: () => void,
    orphaned: () => void,
  ): void
}

/** Takes the way to the process that started this one. */
export function takeSpeaker(): Speaker {
  const { order, rest, sayLine, printError } = openPipes()
  const say = (word: Word): boolean => {
    const text = jsonOf(word)
    if (text === null) return false
    try {
      return sayLine(text)
    } catch {
      // Nobody hears it any more, and who started this sees that by itself.
      return true
    }
  }
  return {
    order,
    say,
    printError,
    listen(answer, beforeAlive, orphaned) {
      const pipe = new net.Socket({ fd: QUESTIONS_FD, readable: true, writable: false })
      const hear = ({ number, ...question }: NumberedQuestion) => {
        // From then on it keeps nothing alive: an app does that, and a file without one ends by itself.
        if (question.ask === 'load') pipe.unref()
        if (question.ask === 'alive') {
          beforeAlive()
          say({ say: 'alive' })
        } else void answer(question as Question).then((value) => say({ say: 'answer', number, value }))
      }
      let held = ''
      const read = (text: string) => {
        const lines = (held + text).split('\n')
        held = lines.pop() ?? ''
        for (const line of lines) hear(JSON.parse(line) as NumberedQuestion)
      }
      read(new TextDecoder().decode(rest))
      pipe.setEncoding('utf8')
      pipe.on('data', read)
      pipe.on('error', orphaned)
      pipe.on('close', orphaned)
    },
  }
}

/** Null for what is nested too deep. */
function jsonOf(word: Word): string | null {
  try {
    return plainJson(word)
  } catch {
    return null
  }
}
