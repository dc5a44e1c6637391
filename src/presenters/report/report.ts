import type { Finding } from '../../diagnosis/finding.ts'
import { sessionWords } from '../../terminal/exchange/session-words.ts'
import { serverName } from '../../terminal/trace/server-name.ts'
import type { Collected, TracedExchange } from '../../trace/collect.ts'
import type { Masking } from '../../trace/mask.ts'
import type { Summary } from '../../trace/summary.ts'
import { renderExchange } from './exchange.ts'
import { html, prose, type Html } from './html.ts'
import { LOOKS } from './looks.ts'
import { renderStory } from './story.ts'

/** What a report is made of. */
export interface Reported {
  /** The command that was traced, as it was typed. */
  readonly command: string
  /** When it was made, in milliseconds since 1970. */
  readonly at: number
  readonly collected: Collected
  readonly summary: Summary
  readonly mask: Masking
}

/**
 * A trace as one page: findings, what each browser did, every exchange that was kept. It needs no script and nothing from anywhere else.
 * @returns HTML
 */
export function renderReport({ command, at, collected, summary, mask }: Reported): string {
  const { exchanges, findings } = collected
  const title = `Trace of ${command}`
  const page = html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'" />
        <title>${title}</title>
        <style>
          ${{ html: LOOKS }}
        </style>
      </head>
      <body>
        <header>
          <h1>${title}</h1>
          <p class="dim">${new Date(at).toUTCString()}</p>
          ${aboutApp(collected, summary)}
        </header>
        <main>
          <h2>Findings</h2>
          ${findings.length === 0 ? html`<p>Nothing was found.</p>` : findings.map(renderFinding)}
          <h2>What each client did</h2>
          ${byClient(exchanges).map(([name, own]) => renderStory(name, own, summary.aside, mask))}
          <h2>Requests</h2>
          ${collected.forgotten > 0 ? html`<p class="dim">The first ${collected.forgotten} were let go.</p>` : null}
          ${exchanges.map((exchange) => renderExchange(exchange, wordsFor(exchange), serverOf(exchange, collected), mask))}
        </main>
      </body>
    </html> `
  return page.html
}

function aboutApp({ observation }: Collected, summary: Summary): Html {
  const { sessions } = observation
  const { made, found, lost } = summary.sessions
  return html`<dl>
    <dt>packages</dt>
    <dd>${summary.versions.join(', ') || 'no express-session was loaded'}</dd>
    ${sessions.map(
      ({ at, name, store }) =>
        html`<dt>session()</dt>
          <dd>
            ${at ? `${at.file}:${at.line}` : 'called from a package'}, cookie ${name}, store
            ${store?.className ?? 'none'}
          </dd>`,
    )}
    <dt>requests</dt>
    <dd>${summary.exchanges}${summary.dropped > 0 ? `, and ${summary.dropped} more only counted` : ''}</dd>
    ${
      summary.processes.length > 1
        ? html`<dt>processes</dt>
            <dd>
              ${summary.processes.map(({ pid, argv0 }, i) => `${serverName(i + 1)} ${argv0}, pid ${pid}`).join('; ')}
            </dd>`
        : null
    }
    <dt>sessions</dt>
    <dd>${made} made, ${found} found, ${lost} lost</dd>
    ${
      summary.first
        ? html`<dt>first</dt>
            <dd>${summary.first.fix.text}</dd>`
        : null
    }
  </dl>`
}

const renderFinding = ({ code, level, title, message, at, fix, lesson, step, exchange, count }: Finding): Html =>
  html`<article class="${level}">
    <h3><b>${level}</b> ${title} <code class="dim">${code}</code></h3>
    ${at ? html`<p class="dim"><code>${at.file}:${at.line}</code></p>` : null}
    <p>${prose(message)}</p>
    <p>${prose(fix.text)}</p>
    ${fix.code === '' ? null : html`<pre>${fix.code}</pre>`}
    <p class="dim">
      ${seen(count)}${exchange === null ? null : html`, first in <a href="#exchange-${exchange}">request ${exchange}</a>`}.
      Lesson ${lesson}, ${step}, shows it.
    </p>
  </article>`

const seen = (count: number): string => (count === 1 ? 'Seen once' : `Seen ${count} times`)

const wordsFor = ({ facts }: TracedExchange): string =>
  sessionWords(facts.session, { generated: facts.generated.map(({ shown }) => shown), store: facts.store })

const serverOf = ({ server }: TracedExchange, { answering }: Collected): string =>
  answering.length > 1 ? serverName(server) : ''

/** The exchanges of each client, in the order in which the clients came. */
function byClient(exchanges: readonly TracedExchange[]): readonly [string, readonly TracedExchange[]][] {
  const names = [...new Set(exchanges.map(({ client }) => client.name))]
  return names.map((name) => [name, exchanges.filter(({ client }) => client.name === name)])
}
