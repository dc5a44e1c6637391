import type { Finding } from '../diagnosis/finding.ts'
import type { ExchangeFacts, Observation, Place } from '../observe/observation.ts'
import { createMasking, idsIn } from '../trace/mask.ts'
import type { FolderCopy } from './copy.ts'

/**
 * What was found and seen as it is told: with the paths of the real folder instead of those of the copy, and without ids of sessions.
 */
export function asTold(
  observation: Observation,
  findings: readonly Finding[],
  copy: Pick<FolderCopy, 'root' | 'originalOf'>,
): { readonly observation: Observation; readonly findings: readonly Finding[] } {
  const mask = createMasking()
  for (const exchange of observation.exchanges) for (const id of idsIn(exchange)) mask.id(id)
  const text = (whole: string): string => mask.text(whole).replaceAll(copy.root, '')
  const placeOf = (at: Place | null): Place | null => at && { ...at, file: copy.originalOf(at.file) }
  return {
    findings: findings.map((finding) => ({
      ...finding,
      message: text(finding.message),
      at: placeOf(finding.at),
      fix: { ...finding.fix, text: text(finding.fix.text), code: text(finding.fix.code) },
    })),
    observation: {
      ...observation,
      sessions: observation.sessions.map((call) => ({ ...call, at: placeOf(call.at) })),
      exchanges: observation.exchanges.map((one) => masked(one, mask)),
    },
  }
}

const masked = (exchange: ExchangeFacts, mask: ReturnType<typeof createMasking>): ExchangeFacts => ({
  ...exchange,
  request: { ...exchange.request, headers: mask.headers(exchange.request.headers) },
  response: exchange.response && { ...exchange.response, headers: mask.headers(exchange.response.headers) },
})
