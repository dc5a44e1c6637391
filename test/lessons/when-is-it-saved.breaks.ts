import { withParts } from '../support/lessons.ts'
import type { RequestPlan } from '../../src/wire/client.ts'
import type { OtherBreaks } from './lessons.test.ts'

type Break = OtherBreaks[string]

/** A request of those that are under way together goes to another path. */
const sentTo =
  (label: string, path: string): Break =>
  (lesson) =>
    withParts(lesson, (part) =>
      part.kind === 'overlap'
        ? {
            ...part,
            sends: part.sends.map((send) =>
              send.label === label ? { ...send, request: { ...(send.request as RequestPlan), path } } : send,
            ),
          }
        : part,
    )

/** The login saves before it redirects. */
const savedFirst = sentTo('Ada logs in', '/saved-login/ada')

/** The session is changed once more after save(). */
const savedTwice: Break = (lesson) => ({
  ...withParts(lesson, (part) => part),
  opensWith: '../../test/lessons/apps/when-is-it-saved/twice-app',
})

/** The last server has the app that does not call save(). */
const notSavedFirst: Break = (lesson) =>
  withParts(lesson, (part) =>
    part.kind === 'restart' && part.app === 'production-app' ? { ...part, app: 'app' } : part,
  )

export default {
  'The headers of a redirect go out before the store has saved.': savedFirst,
  'A browser that follows a redirect can be faster than the store.': savedFirst,
  'All but the last byte goes out at once; that byte waits for the store.': sentTo('Ben logs in', '/saved-login/ben'),
  'A redirect in the callback of save() goes out when the store has saved.': sentTo('Ada logs in again', '/login/ada'),
  'A session that save() has saved is not saved again at the end.': savedTwice,
  'Of two requests at once, the one that ends last overwrites the other.': sentTo(
    'adds an apple',
    '/careful-cart/apple',
  ),
  'reload() right before the change keeps what the other request saved.': sentTo('adds a plum', '/cart/plum'),
  'If saved first, the redirect finds who logged in, however slow the store.': notSavedFirst,
} satisfies OtherBreaks
