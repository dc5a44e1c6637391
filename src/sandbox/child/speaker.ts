import type { Question, Word } from '../protocol.ts'

/** The way to whoever started this. */
export interface Speaker {
  say(word: Word): void
  /** Answers every question with what the first one returns. The second is called before it says that it is alive. */
  listen(answer: (question: Question) => Promise<unknown>, beforeAlive: () => void): void
}

/**
 * Takes the way to whoever started this process for itself: the learner's code does not find it.
 * @param orphaned is called when nobody is left to answer to
 */
export function takeSpeaker(self: NodeJS.Process, orphaned: () => void): Speaker {
  const send = self.send?.bind(self)
  self.send = undefined as never
  // Node.js calls this when the other side is gone (child_process.js `onread`).
  self.disconnect = () => {
    if (/node:internal\/child_process/.test(new Error('disconnect').stack ?? '')) orphaned()
  }
  const say = (word: Word) => void send?.(word, () => {})
  return {
    say,
    listen(answer, beforeAlive) {
      self.on('message', (question: Question) => {
        // From then on it keeps nothing alive: an app does that, and a file without one ends by itself.
        if (question.ask === 'load') self.channel?.unref()
        if (question.ask === 'alive') {
          beforeAlive()
          say({ say: 'alive' })
        } else void answer(question).then((value) => say({ say: 'answer', value }))
      })
    },
  }
}
