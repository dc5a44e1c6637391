import { catalogue } from '../diagnosis/catalogue.ts'
import type { Cause } from '../diagnosis/cause.ts'
import { diagnose } from '../diagnosis/diagnose.ts'
import type { Finding } from '../diagnosis/finding.ts'
import type { Observation } from '../observe/observation.ts'
import type { Tried } from './examination.ts'
import { scenarios } from './scenarios/index.ts'
import type { Scenario } from './scenarios/scenario.ts'

/** What is wrong, as far as each scenario may show it. @param causes those that are looked for */
export function found(observation: Observation, causes: readonly Cause[] = catalogue): readonly Finding[] {
  const isOf = (limited: readonly Scenario[]) => limited.map(({ name }) => name)
  const without = (names: readonly string[]): Observation => ({
    ...observation,
    exchanges: observation.exchanges.filter(({ scenario }) => !names.includes(scenario ?? '')),
  })
  const isTried = ({ name }: Scenario) => observation.exchanges.some(({ scenario }) => scenario === name)
  const limited = scenarios.filter(({ shows }) => shows !== undefined)
  const usual = diagnose(without(isOf(limited)), causes)
  const more = limited.filter((one) => (one.shows ?? []).length > 0 && isTried(one))
  const whole = more.reduce<readonly Finding[]>((all, { name, shows = [], refutes = [], disproves }) => {
    const own = diagnose(without(isOf(limited.filter((one) => one.name !== name))), causes)
    const isThere = (code: string) => own.some((one) => one.code === code)
    const disproved = disproves?.(observation.exchanges.filter(({ scenario }) => scenario === name)) ?? []
    const left = all.filter(({ code }) => !disproved.includes(code) && (!refutes.includes(code) || isThere(code)))
    return [
      ...left,
      ...own.filter(
        ({ code }) => shows.includes(code) && !disproved.includes(code) && !all.some((one) => one.code === code),
      ),
    ]
  }, usual)
  const placeOf = ({ code }: Finding): number => catalogue.findIndex((one) => one.code === code)
  return whole.toSorted((a, b) => LEVELS.indexOf(a.level) - LEVELS.indexOf(b.level) || placeOf(a) - placeOf(b))
}

const LEVELS: readonly Finding['level'][] = ['error', 'warning', 'info']

/** How a scenario went. @param skipped why it was not tried, or null @param codes what was found for the first time @param note what is said of it beside what was found */
export function resultOf(
  { name, title }: Scenario,
  skipped: string | null,
  codes: readonly Finding[],
  note: string | null,
): Omit<Tried, 'durationMs'> {
  if (skipped !== null) return { name, title, result: 'skipped', why: skipped }
  const errors = codes.filter(({ level }) => level === 'error')
  const shown = codes.filter(({ level }) => level !== 'info').map(({ code }) => code)
  const why = [...(note === null ? [] : [note]), ...shown].join(', ')
  return { name, title, result: errors.length > 0 ? 'failed' : 'ok', why: why === '' ? null : why }
}
