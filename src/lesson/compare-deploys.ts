import type { DeploySeen, LessonEvent } from './events.ts'

/** What is otherwise of servers that started again while requests came. */
export interface DeployDiff {
  readonly label: string
  readonly differences: readonly { readonly where: 'deploy'; readonly before: string; readonly after: string }[]
}

/**
 * The deploys of two runs that differ: in what came of requests under way, or in who was answered meanwhile. How many those were differs from run
 * to run, and whether some of them met a server that just ended.
 */
export function compareDeploys(normal: readonly LessonEvent[], changed: readonly LessonEvent[]): readonly DeployDiff[] {
  const now = new Map(deploysIn(changed).map((deploy) => [deploy.label, deploy]))
  return deploysIn(normal).flatMap((was) => {
    const is = now.get(was.label)
    const pairs = is ? [...underwayOf(was, is), [answersOf(was), answersOf(is)] as const] : []
    const differences = pairs
      .filter(([before, after]) => before !== after)
      .map(([before, after]) => ({ where: 'deploy', before, after }) as const)
    return differences.length > 0 ? [{ label: was.label, differences }] : []
  })
}

const deploysIn = (events: readonly LessonEvent[]): readonly DeploySeen[] =>
  events.filter((event) => event.event === 'deploy')

const underwayOf = (was: DeploySeen, is: DeploySeen): (readonly [string, string])[] =>
  was.underway.map(({ server, came }) => {
    const now = is.underway.find((one) => one.server === server)?.came ?? null
    return [`under way at ${server}: ${came ?? 'none'}`, `under way at ${server}: ${now ?? 'none'}`]
  })

const answersOf = ({ meanwhile }: DeploySeen): string =>
  `meanwhile: ${Object.keys(meanwhile)
    .filter((came) => came.startsWith('2'))
    .toSorted((a, b) => a.localeCompare(b))
    .join(', ')}`
