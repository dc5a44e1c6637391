import type { ExchangeFacts } from './observation.ts'
import { kindOf } from './show.ts'
import { since, type Underway } from './underway.ts'

/** What can be told of an exchange now, whether it is over or not. */
export function settle(underway: Underway): ExchangeFacts {
  const { facts, request, response } = underway
  const last = facts.layers.findLast(({ kind }) => kind !== 'router')
  if (last?.did === 'hung' && response.headersSent && !facts.unanswered) last.did = 'answered'
  if (response.closed && facts.durationMs === null) {
    facts.durationMs = since(underway)
    facts.state = response.writableFinished ? 'ended' : 'closed'
  }
  const { body, app } = request as { readonly body?: unknown; readonly app?: { readonly settings?: unknown } }
  facts.request.body = kindOf(body)
  const settings = app?.settings as Readonly<Record<string, unknown>> | undefined
  facts.trustProxy = settings && 'trust proxy' in settings ? trustText(settings['trust proxy']) : null
  return facts
}

const trustText = (value: unknown): string => (typeof value === 'function' ? 'a function' : String(value))
