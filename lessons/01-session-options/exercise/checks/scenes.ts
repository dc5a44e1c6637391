import { get, send } from '../../../../src/exercise/index.ts'

/** What happens, in this order. */

export const monitor = send('a monitor asks', get('/health'), { browser: null })
export const first = send('first visit', get('/'))
export const second = send('second visit', get('/'))
export const other = send('somebody else visits', get('/'), { browser: 'another browser' })
