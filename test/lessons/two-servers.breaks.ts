import { withParts } from '../support/lessons.ts'
import type { OtherBreaks } from './lessons.test.ts'

type Break = OtherBreaks[string]

/** The servers behind the balancer that sticks have one store. */
const shared: Break = (lesson) =>
  withParts(lesson, (part) =>
    part.kind === 'restart' && part.behind?.some(({ sticks }) => sticks) ? { ...part, app: 'shared-app' } : part,
  )

/** The new secret is not accepted before it signs. */
const unprepared: Break = (lesson) =>
  withParts(lesson, (part) =>
    part.kind === 'deploy' && part.label === 'both accept it' ? { ...part, change: {} } : part,
  )

export default {
  'When a server ends, everybody who stuck to it is logged out.': shared,
  'First accepted by both, then used to sign: nobody is ever logged out.': unprepared,
} satisfies OtherBreaks
