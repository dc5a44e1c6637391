import type { HeaderPair } from '../../observe/observation.ts'
import type { TracedExchange } from '../../trace/collect.ts'
import type { Masking } from '../../trace/mask.ts'
import { html, type Html } from './html.ts'

/**
 * An exchange, closed: a line that says what it was; the wire, the stack and the store below.
 * @param words what session() did
 * @param server which one got it; empty where there is only one
 */
export function renderExchange(
  { number, client, facts }: TracedExchange,
  words: string,
  server: string,
  mask: Masking,
): Html {
  const { request, response, layers, store, trace, errors } = facts
  const status = response === null ? 'no answer' : String(response.status)
  return html`<details id="exchange-${number}">
    <summary>
      ${number} &nbsp; ${client.name} &nbsp;
      ${server === '' ? null : html`<span class="dim">${server}</span> &nbsp; `}<code
        >${request.method} ${request.url}</code
      >
      ${status}
      <span class="words">${words}</span>
    </summary>
    <div class="wire">
      ${request.method} ${request.url}
      HTTP/${request.httpVersion}${lines('> ', mask.headers(request.headers), ['cookie', 'origin'])}
    </div>
    ${
      response
        ? html`<div class="wire">
            HTTP/1.1 ${response.status}
            ${response.statusText}${lines('< ', mask.headers(response.headers), ['set-cookie', 'location'])}
          </div>`
        : html`<p>There was no answer.</p>`
    }
    <dl>
      <dt>stack</dt>
      <dd>${layers.map(({ name, did }) => `${name} (${did})`).join(' → ') || 'nothing is known about it'}</dd>
      <dt>session()</dt>
      <dd>${words || 'it did not run'}</dd>
      <dt>store</dt>
      <dd>${store.length === 0 ? 'not asked' : store.map((call) => storeCall(call, mask))}</dd>
      ${
        trace.length > 0
          ? html`<dt>trace</dt>
              <dd>${trace.map((line) => html`${mask.line(line)}<br />`)}</dd>`
          : null
      }
      ${
        errors.length > 0
          ? html`<dt>errors</dt>
              <dd>${errors.map(({ name, message }) => html`${name}: ${mask.text(message)}<br />`)}</dd>`
          : null
      }
    </dl>
  </details>`
}

const storeCall = ({ op, id, session, error }: TracedExchange['facts']['store'][number], mask: Masking): Html => {
  const found = op === 'get' && session === null ? 'not there' : session ? JSON.stringify(mask.session(session)) : ''
  return html`${op} ${mask.id(id)} ${error ? mask.text(error.message) : found}<br />`
}

const lines = (sign: string, headers: readonly HeaderPair[], loud: readonly string[]): readonly Html[] =>
  headers.map(([name, value]) =>
    loud.includes(name.toLowerCase())
      ? html` <span class="loud">${sign}${name}: ${value}</span>`
      : html` <span class="dim">${sign}${name}: ${value}</span>`,
  )
