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
