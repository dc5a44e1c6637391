import { shortened } from '../show.ts'

/** Writes down what is printed to standard error from now on, while it is printed as always. @returns stops, and tells what it was */
export function listenToPrinting(error: NodeJS.WriteStream): () => string[] {
  const printed: string[] = []
  const own = Object.getOwnPropertyDescriptor(error, 'write')
  const write = error.write as (...words: unknown[]) => boolean
  error.write = (...words: unknown[]) => {
    printed.push(shortened(String(words[0]).trimEnd()))
    return write.apply(error, words)
  }
  return () => {
    if (own) Object.defineProperty(error, 'write', own)
    else Reflect.deleteProperty(error, 'write')
    return printed
  }
}
