import type { Finding } from '../diagnosis/finding.ts'
import { contactName, type Contact } from './contacts.ts'
import { isHere } from './surroundings.ts'

/** Findings of which it may be the reason that somebody cannot be reached. */
const OF_START: ReadonlySet<string> = new Set(['does-not-listen', 'process-ended', 'store-not-connected'])

/** The findings of an app that does not come to listen, each with whom it waits for. @param contacts whom it asked for without success */
export function withReasons(findings: readonly Finding[], contacts: readonly Contact[]): readonly Finding[] {
  const asked = contacts.filter(({ kind, was }) => (kind === 'net' || kind === 'pipe') && was !== 'connected')
  const said = (isThis: boolean) => [...new Set(asked.filter((one) => isHere(one) === isThis).map(contactName))]
  const [here, elsewhere] = [said(true), said(false)]
  const reasons = [
    ...(here.length > 0 ? [`${here.join(' and ')}, which ${here.length > 1 ? 'refuse' : 'refuses'}`] : []),
    ...(elsewhere.length > 0 ? [`${elsewhere.join(' and ')}, to which it may not connect here`] : []),
  ]
  if (reasons.length === 0) return findings
  const more = elsewhere.length > 0 ? ' The flag --online lets it.' : ''
  return findings.map((finding) => {
    if (!OF_START.has(finding.code)) return finding
    const waits = finding.code === 'does-not-listen' ? 'It waits for' : 'It asked for'
    return { ...finding, message: `${finding.message} ${waits} ${reasons.join(', and for ')}.${more}` }
  })
}

/**
 * The findings of an app that listens, without a store that could not connect because it was kept from doing so: that says nothing of the
 * app. What it asked for stands under what was not tried.
 */
export function withoutKept(findings: readonly Finding[], contacts: readonly Contact[]): readonly Finding[] {
  const asked = contacts.filter(({ kind, port, was }) => kind === 'net' && !WEB.has(port) && was !== 'connected')
  const isKept = asked.some((one) => one.was === 'refused' && !isHere(one)) && !asked.some(isHere)
  return isKept ? findings.filter(({ code }) => code !== 'store-not-connected') : findings
}

/** Where no database is asked. */
const WEB: ReadonlySet<number> = new Set([80, 443])
