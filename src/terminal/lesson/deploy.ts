import type { DeploySeen } from '../../lesson/events.ts'
import type { Style } from '../style.ts'
import { padded, TEXT_COLUMNS, visible, width, wrap } from '../text.ts'

/** What came of requests while servers started again: of those that were under way at a server when it was asked to end, and of all others. */
export function renderDeploy(deploy: DeploySeen, style: Style): string {
  const { label, servers, asks, slow, browser, takesOut, underway, meanwhile } = deploy
  const columns = Math.min(style.columns - 1, TEXT_COLUMNS + 3)
  const kinds = Object.entries(meanwhile).toSorted(([, a], [, b]) => b - a)
  const sent = kinds.reduce((sum, [, count]) => sum + count, 0)
  const rows = [
    ...underway.map(({ server, came }) => [`${slow}, under way at ${server}`, [came ?? 'none came there']] as const),
    [`${sent} other requests meanwhile`, kinds.map(([came, count]) => `${came}  x ${count}`)] as const,
  ]
  const how = takesOut ? 'taken out, asked to end, started again' : 'asked to end, started again'
  const head = `${style.bold(visible(label))}  ${visible(`${servers.join(', then ')}: ${how}. Meanwhile ${browser} sends ${asks} again and again.`)}`
  const first = Math.max(...rows.map(([lead]) => width(visible(lead)))) + GAP
  const isWide = 3 + first + LONGEST_ANSWER <= columns
  return [
    ` ${wrap(head, columns, 3)}`,
    ...rows.flatMap(([lead, answers]) =>
      answers.map((answer, i) => {
        const text = isGood(answer) ? style.accent(visible(answer)) : style.bad(visible(answer))
        const own = i === 0 ? visible(lead) : ''
        if (isWide) return `   ${padded(own, first)}${text}`
        return [...(i === 0 ? [`   ${wrap(own, columns, 3)}`] : []), `     ${wrap(text, columns, 5)}`].join('\n')
      }),
    ),
  ].join('\n')
}

const GAP = 3

/** As in `200 nobody  x 1000`. */
const LONGEST_ANSWER = 22

const isGood = (answer: string): boolean => answer.startsWith('2')
