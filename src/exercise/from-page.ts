import type { RequestPlan } from '../wire/client.ts'
import type { Exchange } from '../wire/exchange.ts'
import type { OpenPage, PagePlan } from '../wire/pages/page.ts'
import type { PageSent } from '../wire/pages/pages.ts'
import { sendFromPage } from '../wire/pages/tutors-browser.ts'

/** By this name pages call the app of a learner, whichever port it really has. */
export const API = 'http://localhost:3000'

/** What came of a request. */
type Answer = Pick<Exchange, 'response' | 'failure'>

/** What a page sent to the app of a learner, and what came of it. */
export interface SentFromPage {
  readonly sent: PageSent
  /** To the request that was sent last. */
  readonly answer: Answer
  /** By the method of each request that was sent. */
  readonly bodies: ReadonlyMap<string, string>
}

/**
 * Lets a page begin a request, in a browser that the tutor plays.
 * @param send sends one request, with the cookies of the browser or without any
 */
export async function sendPage(
  plan: RequestPlan,
  page: PagePlan,
  client: PageSent['client'],
  send: (request: RequestPlan, withCookies: boolean) => Promise<Answer>,
): Promise<SentFromPage> {
  const open: OpenPage = { ...page, origin: `http://${page.host}` }
  const bodies = new Map<string, string>()
  let answer: Answer | undefined
  const reading = await sendFromPage(
    async (request, withCookies) => {
      answer = await send(request, withCookies)
      bodies.set(request.method, answer.response.body)
      return answer.response
    },
    API,
    plan,
    open,
  )
  const none: Answer = { response: { status: 0, statusText: '', headers: [], body: '' }, failure: null }
  return { sent: { client, page: open, reading }, answer: answer ?? none, bodies }
}
