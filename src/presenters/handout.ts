import type { ExchangeSeen, LessonEvent, TableSeen } from '../lesson/events.ts'
import type { CauseName } from '../lesson/script.ts'
import { explainCommand } from '../terminal/lesson/causes.ts'
import { endingText, restartText } from '../terminal/lesson/restarts.ts'
import { wayThrough } from '../terminal/lesson/way.ts'
import { visible } from '../terminal/text.ts'

/**
 * Writes a lesson as a handout for a class, in Markdown: what is said, the code, the questions with a box before each answer, and what is sent.
 * What came back, what came true and what is claimed are left out: that is for the class to find. What goes wrong stands at the end, as it gives
 * answers away.
 * @param program what stands before the words of a command
 * @returns whether the lesson went as it is written: what the handout asks about happens
 */
export async function presentAsHandout(
  events: AsyncIterable<LessonEvent>,
  write: (text: string) => void,
  program: string,
): Promise<boolean> {
  const say = (...lines: readonly string[]) => write(`${lines.join('\n')}\n\n`)
  // What is said below an answer to a question may give it away.
  let asked: 'not' | 'asked' | 'answered' = 'not'
  let step = ''
  const wrong: string[] = []
  for await (const event of events) {
    switch (event.event) {
      case 'lesson':
        say(`# ${event.number}. ${event.title}`)
        break
      case 'step':
        asked = 'not'
        step = event.title
        say(`## ${event.title}`)
        break
      case 'explain':
        if (asked !== 'answered') say(event.text)
        break
      case 'code': {
        const { javascript } = await event.lines()
        say(`\`${event.file}\`:`, '', '```js', ...javascript.map(({ text }) => text), '```')
        break
      }
      case 'predict':
        asked = 'asked'
        say(`**Predict.** ${event.question}`, '', ...event.choices.map((choice) => `- [ ] ${choice}`))
        break
      case 'exchange':
        if (asked === 'asked') asked = 'answered'
        say(...requestOf(event))
        break
      case 'order':
        say('*These were under way together. What happened first? Number it.*')
        break
      case 'table':
        if (asked === 'asked') asked = 'answered'
        say(...tableOf(event))
        break
      case 'restart':
        if (event.processes) say(`*${restartText(event)}*`)
        else
          say(
            `*${event.browsers === 'kept' ? 'The server stops and starts again' : 'Another server'}: ${event.label}.*`,
          )
        if (event.behind && !event.beside) say(`\`${wayThrough(event.behind, undefined, event.processes)}\``)
        break
      case 'deploy':
        if (asked === 'asked') asked = 'answered'
        say(
          `*${event.label}: ${event.servers.join(', then ')} start again, while ${event.browser} sends ${event.asks} and ${event.slow}.*`,
        )
        break
      case 'ending':
        say(`*${endingText(event)}*`)
        break
      case 'clock':
        say(`*The clock moves: ${event.label}.*`)
        break
      case 'launch':
        say('```js', event.code, '```')
        break
      case 'causes':
        wrong.push(`**${step}**`, '', ...event.causes.map((cause) => causeLine(cause, program)), '')
        break
      case 'end':
        if (wrong.length > 0) say('## What goes wrong', '', ...wrong.slice(0, -1))
        return event.held === event.claims
      default:
    }
  }
  return false
}

const causeLine = ({ code, title }: CauseName, program: string): string =>
  `- ${title}: \`${explainCommand(code, program)}\``

/** A table to fill in. */
const tableOf = ({ label, columns, rows }: TableSeen): readonly string[] => [
  `**${label}**`,
  '',
  `| | ${columns.join(' | ')} |`,
  `| --- |${' --- |'.repeat(columns.length)}`,
  ...rows.map((row) => `| ${row.label} (${visible(row.request)}) |${' |'.repeat(columns.length)}`),
]

/** A request, with room for what comes back. */
function requestOf({ label, browser, request, page }: ExchangeSeen): readonly string[] {
  const { method, path, body } = request
  const from = page ? `, ${STARTERS[page.by]} ${new URL(page.origin).hostname}` : ''
  return [
    `**${label}** (${browser ?? 'by hand, without a browser'}${from})`,
    '',
    '```http',
    `${method} ${visible(path)}`,
    ...(body === '' ? [] : [visible(body)]),
    '```',
    '',
    'What comes back? ________________________________',
  ]
}

const STARTERS = { script: 'a script on a page of', link: 'a link on a page of', form: 'a form on a page of' } as const
