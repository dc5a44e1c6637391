import type { Finding } from '../../src/diagnosis/finding.ts'
import type { Expectation } from './case.ts'

/** What is not as it should be, as in `secure-over-http was not found`; empty where all is right. */
export type Faults = readonly string[]

/** Compares what was found with what should be. */
export function judge(expected: Expectation, findings: readonly Pick<Finding, 'code' | 'level'>[]): Faults {
  const of = (...levels: readonly Finding['level'][]) =>
    findings.filter(({ level }) => levels.includes(level)).map(({ code }) => code)
  const [errors, warnings] = [of('error'), of('warning')]
  if (expected.kind === 'flag') return errors.length + warnings.length > 0 ? [] : ['nothing was found']
  const { kind, codes } = expected
  const isMeant = (code: string): boolean => codes.includes(code)
  if (kind === 'right') {
    return [
      ...errors.map((code) => `accused of ${code}`),
      ...warnings.filter(isMeant).map((code) => `warned of ${code}`),
    ]
  }
  const [first] = findings
  const isLater =
    kind === 'is' && first !== undefined && !isMeant(first.code) && findings.some(({ code }) => isMeant(code))
  return [
    ...(isLater ? [`${codes[0]} does not come first`] : []),
    ...(kind === 'other' || findings.some(({ code }) => isMeant(code)) ? [] : [`${codes[0]} was not found`]),
    ...errors.filter((code) => !isMeant(code)).map((code) => `accused of ${code}`),
  ]
}

/** Every fault once, with the names of the cases that have it: those that most have come first. */
export function summary(results: readonly { readonly name: string; readonly faults: Faults }[]): string {
  const faults = [...new Set(results.flatMap((one) => one.faults))]
  return faults
    .map((fault) => ({ fault, names: results.filter((one) => one.faults.includes(fault)).map(({ name }) => name) }))
    .toSorted((a, b) => b.names.length - a.names.length)
    .map(({ fault, names }) => `${String(names.length).padStart(3)}  ${fault}: ${names.join(', ')}\n`)
    .join('')
}
