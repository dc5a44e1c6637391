import { header } from '../diagnosis/facts.ts'
import type { Visit } from '../diagnosis/moves.ts'
import type { Observation } from '../observe/observation.ts'
import type { RequestPlan } from '../wire/client.ts'
import { FORM } from '../wire/light-client.ts'

/** The request that a move asks for. @param visit `at` is where it is sent */
export function planOf(
  { send, at, headers = {}, body, form, from, cookiesOf }: Visit & { readonly at: string },
  { exchanges }: Pick<Observation, 'exchanges'>,
): RequestPlan {
  const [method = 'GET', url = '/'] = send.split(' ')
  const sent = exchanges.findLast(({ client, request }) => client === cookiesOf && header(request.headers, 'cookie'))
  const cookies = cookiesOf === undefined ? '' : (header(sent?.request.headers ?? [], 'cookie') ?? '')
  return {
    method: method as 'GET',
    path: url,
    body: body ?? null,
    headers: {
      ...(form ? { 'Content-Type': FORM } : {}),
      ...(from === undefined ? {} : { Origin: from, 'Sec-Fetch-Site': siteOf(from, at), 'Sec-Fetch-Mode': 'cors' }),
      ...(cookies === '' ? {} : { Cookie: cookies }),
      ...headers,
    },
    ...(from === undefined ? {} : { from: new URL(from), navigation: false }),
  }
}

/** What browsers say of a request that a page sends to another origin (Fetch Metadata). */
const siteOf = (from: string, to: string): string =>
  new URL(from).hostname === new URL(to).hostname ? 'same-site' : 'cross-site'
