import type { Seen } from '../src/lesson/index.ts'

/** Whether a request was answered, and not with an error. */
export const isAnswered = ({ status, failure }: Seen): boolean => status > 0 && status < 400 && failure === null

/** The body of an answer, or its beginning. */
export const bodyOf = ({ response: { body } }: Seen): string => {
  const text = body.length > 40 ? `${body.slice(0, 40)}...` : body
  return body.startsWith('{') ? text : JSON.stringify(text)
}

/** Whether the only thing that went wrong, if anything did, is that there was no `req.session`. */
export const onlyLacksSession = ({ errors }: Seen): boolean => errors.every((error) => error.includes('of undefined'))
