import type { RequestPlan } from '../wire/client.ts'
import type { Overlap } from '../wire/overlap.ts'
import type { Overlapping, Send } from './script.ts'

/**
 * What is sent for a part whose requests are under way together.
 * @param planOf the request of each; undefined where it cannot be sent
 * @returns undefined where one of them cannot be sent
 */
export function overlapOf(
  { how, sends, next }: Overlapping,
  planOf: (send: Send) => RequestPlan | undefined,
): Overlap | undefined {
  const travellers = sends.flatMap((send) => {
    const plan = planOf(send)
    return plan ? [{ label: send.label, browser: send.browser, plan }] : []
  })
  const [first] = travellers
  if (!first || travellers.length < sends.length) return undefined
  return how === 'together' ? { how, sends: travellers } : { how, first, next: next.map(({ label }) => label) }
}
