import type { ExchangeSeen, LessonEvent, Restarted, TableSeen } from '../lesson/events.ts'
import type { CauseName } from '../lesson/script.ts'
import { explainCommand } from '../terminal/lesson/causes.ts'
import { endingText, restartText } from '../terminal/lesson/restarts.ts'
import { wayThrough } from '../terminal/lesson/way.ts'
import { unwrapped } from '../terminal/markup/markdown.ts'
import { visible } from '../terminal/text.ts'
import type { HeaderPair } from '../wire/exchange.ts'

/** What a handout says beside what the lesson has to say. */
export interface HandoutDetails {
  /** What stands before the words of a command. */
  readonly program: string
  /** The title of the lesson's exercise. */
  readonly exercise: string
}

/**
 * Writes a lesson as a handout for a class, in Markdown: what is said, the code, the questions with a box before each answer, and what is sent.
 * What came back, what came true and what is claimed are left out: that is for the class to find. What the lesson says about what came back
 * stands behind all of it, and so does what goes wrong, as they give answers away.
 * @returns whether the lesson went as it is written: what the handout asks about happens
 */
export async function presentAsHandout(
  events: AsyncIterable<LessonEvent>,
  write: (text: string) => void,
  { program, exercise }: HandoutDetails,
): Promise<boolean> {
  const say = (...lines: readonly string[]) => write(`${lines.join('\n')}\n\n`)
  let lesson = { number: 0, title: '' }
  let step = ''
  // Where a question was asked, what is said below its answer may give that away, even if something else happens later.
  let asked: 'not' | 'asked' | 'answered' = 'not'
  let hasHappened = false
  /** Said since something happened: about that, unless it leads to what happens next. */
  let held: string[] = []
  const later = chapter()
  const wrong = chapter()

  const happens = (...lines: readonly string[]) => {
    if (asked === 'asked') asked = 'answered'
    hasHappened = true
    if (lines.length > 0) say(...lines)
  }
  /** What was said leads to something that follows now. */
  const goOn = () => {
    if (asked === 'answered') return
    for (const text of held) say(text)
    held = []
  }
  const endStep = () => {
    later.add(step, held)
    held = []
  }

  for await (const event of events) {
    if (LEADING.has(event.event)) goOn()
    switch (event.event) {
      case 'lesson':
        lesson = event
        say(`# ${event.number}. ${event.title}`)
        say(`*Write down what you expect, then see it happen: \`${program} lesson ${event.number}\`*`)
        break
      case 'step':
        endStep()
        asked = 'not'
        hasHappened = false
        step = event.title
        say(`## ${event.title}`)
        break
      case 'explain':
        if (hasHappened) held.push(unwrapped(event.text))
        else say(unwrapped(event.text))
        break
      case 'code': {
        const { javascript } = await event.lines()
        say(`\`${event.file}\`:`, '', '```js', ...withoutMargin(javascript.map(({ text }) => text)), '```')
        break
      }
      case 'predict':
        asked = 'asked'
        say(`**Predict.** ${event.question}`, '', ...event.choices.map((choice) => `- [ ] ${choice}`))
        break
      case 'exchange':
        happens(...requestOf(event))
        break
      case 'order':
        happens(`*These were under way together. In which order did things happen?* ${BLANK}`)
        break
      case 'table':
        happens(...tableOf(event))
        break
      case 'restart':
        say(`*${startOf(event)}*`)
        if (event.behind && !event.beside) say(`\`${wayThrough(event.behind, undefined, event.processes)}\``)
        break
      case 'failure':
        happens(`What happens? ${BLANK}`)
        break
      case 'deploy':
        happens(
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
        happens('```js', event.code, '```', '', `What does it print? ${BLANK}`)
        break
      case 'causes':
        wrong.add(step, [event.causes.map((cause) => causeLine(cause, program)).join('\n')])
        break
      case 'end':
        endStep()
        for (const [title, { texts }] of [
          ['Afterwards', later],
          ['What goes wrong', wrong],
        ] as const)
          if (texts.length > 0) say(`## ${title}`, ...texts.flatMap((text) => ['', text]))
        say('## Your turn', '', `${exercise}: \`${program} exercise ${lesson.number}\``)
        return event.held === event.claims
      default:
    }
  }
  return false
}

/** What a text may lead to. */
const LEADING: ReadonlySet<LessonEvent['event']> = new Set([
  'code',
  'predict',
  'exchange',
  'order',
  'table',
  'restart',
  'deploy',
  'ending',
  'clock',
  'launch',
])

/** Room for an answer. */
const BLANK = '________________________________'

/** What stands behind the steps, by the step that it is about. */
function chapter() {
  const texts: string[] = []
  return {
    texts,
    add: (step: string, added: readonly string[]) => {
      if (added.length > 0) texts.push(`**${step}**`, ...added)
    },
  }
}

/** Which server starts, in a line: whether browsers keep their cookies is for the class to see. */
function startOf(event: Restarted): string {
  if (event.processes) return restartText(event)
  const what = event.beside
    ? 'A second server, beside the first'
    : event.browsers === 'kept'
      ? 'The server stops and starts again'
      : 'Another server'
  return `${what}: ${event.label}.`
}

/** Lines of code without the indentation that all of them have. */
function withoutMargin(lines: readonly string[]): string[] {
  const written = lines.filter((line) => line.trim() !== '')
  const margin = Math.min(...written.map((line) => line.length - line.trimStart().length))
  return lines.map((line) => line.slice(margin))
}

const causeLine = ({ code, title }: CauseName, program: string): string =>
  `- ${title} (\`${explainCommand(code, program)}\`)`

/** A table to fill in. */
const tableOf = ({ label, columns, rows }: TableSeen): readonly string[] => [
  `**${label}**`,
  '',
  `| | ${columns.join(' | ')} |`,
  `| --- |${' --- |'.repeat(columns.length)}`,
  ...rows.map((row) => `| ${row.label} (${visible(row.request)}) |${' |'.repeat(columns.length)}`),
]

/** A request, with room for what comes back. */
function requestOf({ label, browser, request, through, page }: ExchangeSeen): readonly string[] {
  const { method, path, body } = request
  const from = page ? `, ${STARTERS[page.by]} ${new URL(page.origin).hostname}` : ''
  const headers = page ? [] : ownHeaders(through?.[0]?.headers ?? request.headers, browser === null)
  return [
    `**${label}** (${browser ?? 'by hand, without a browser'}${from})`,
    '',
    '```http',
    `${method} ${visible(path)}`,
    ...headers,
    ...(body === '' ? [] : ['', visible(body)]),
    '```',
    '',
    `What comes back? ${BLANK}`,
  ]
}

/** The headers that the lesson gave to a request. What a browser keeps is for the class to find, but nobody keeps a cookie that is sent by hand. */
function ownHeaders(headers: readonly HeaderPair[], byHand: boolean): readonly string[] {
  return headers.flatMap(([name, value]) => {
    if (GIVEN.has(name.toLowerCase())) return [visible(`${name}: ${value}`)]
    if (!byHand || name.toLowerCase() !== 'cookie') return []
    return [visible(`${name}: ${value.split('=')[0]}=...`)]
  })
}

const GIVEN: ReadonlySet<string> = new Set(['accept', 'x-forwarded-proto', 'x-forwarded-for'])

const STARTERS = { script: 'a script on a page of', link: 'a link on a page of', form: 'a form on a page of' } as const
