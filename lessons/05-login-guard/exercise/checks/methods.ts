import { mistake, type Send } from '../../../../src/exercise/index.ts'

/**
 * A method of the session that has lost it.
 * @param of the exchange that failed because of that
 */
export const unbound = (of: Send) =>
  mistake(
    ({ run, code }) => {
      const { status, errors } = run.at(of)
      return (
        status >= 500 &&
        /\bof undefined \(reading 'req'\)/.test(errors[0] ?? '') &&
        (code.line(HANDED_ON) ?? code.line(UNPACKED))
      )
    },
    ({ code }) =>
      `Here ${code.word(HANDED_ON) ?? code.word(UNPACKED)} is taken off its session, and when it is called it does not know any more whose it is. ` +
      '.bind(req.session) keeps them together.',
  )

/** A method of the session that is handed on, and not called. */
const HANDED_ON = /[(,=]\s*req\w*\.session\.(regenerate|destroy|save|reload)\s*(?:[,);]|\n(?!\s*[.(]))/
const UNPACKED = /\{\s*(?:\w+\s*,\s*)*(regenerate|destroy|save|reload)\b[^}\n]*\}\s*=\s*req\w*\.session\b/
