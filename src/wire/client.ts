import type { Agent } from 'node:http'
import { createBrowserJar, type BrowserJar } from './jar/browser-jar.ts'
import type { Client, HeaderPair, ResponseSeen } from './exchange.ts'
import type { RequestContext } from '../cookie/browser/same-site.ts'
import type { PagePlan } from './pages/page.ts'

/** A request to send. The page that starts it, if one does, decides which cookies of a browser go along. */
export interface RequestPlan extends RequestContext {
  readonly method: 'GET' | 'POST' | 'DELETE' | 'OPTIONS'
  readonly path: string
  readonly headers: Readonly<Record<string, string>>
  /** Sent as JSON, or as a form where the Content-Type says so; null for no body. */
  readonly body: Readonly<Record<string, unknown>> | null
  /** The page of another origin that starts it: a browser then does all that it does for one. If it is left out, no page does. */
  readonly page?: PagePlan
  /** The label of the server that it goes to; if it is left out, the one that was started last. */
  readonly to?: string
}

/** Sends requests and knows no cookies. */
export interface Transport {
  readonly client: Client
  /**
   * Sends one request and waits for the end of the answer.
   * @param server its address, as in `http://127.0.0.1:8080`
   * @param cookies the Cookie header; empty for none, as where the plan has one
   * @param limitMs how long to wait for the end, in milliseconds
   * @param onHead hears the head of the answer: over `node:http` as soon as it is there, through supertest at the end
   * @param agent connects to the server, and knows which certificate to trust; over https there must be one
   * @param onPart hears, over `node:http`, how many bytes of the body have come, each time that more have
   * @throws what the client throws: its docstring says what
   */
  send(
    server: string,
    plan: RequestPlan,
    cookies: string,
    limitMs: number,
    onHead: (head: ResponseHead) => void,
    agent?: Agent,
    onPart?: (bytes: number) => void,
  ): Promise<ResponseSeen>
}

/** What comes of an answer before its body. */
export type ResponseHead = Omit<ResponseSeen, 'body'>

/** Browsers, each with a cookie jar that outlives the server. */
export interface Browsers {
  readonly client: Client
  /**
   * Sends one request and waits for the answer.
   * @param browser whose jar to use; null sends just the headers of the plan, like curl. A Cookie header of the plan takes the place
   * of what is in the jar
   * @param onHead hears the head of the answer when its cookies are kept
   * @see Transport.send
   */
  send(
    server: string,
    browser: string | null,
    plan: RequestPlan,
    limitMs: number,
    onHead?: (head: ResponseHead) => void,
    onPart?: (bytes: number) => void,
  ): Promise<ResponseSeen>
}

/** The jars of some browsers, by their names. */
export type Jars = Map<string, BrowserJar>

/**
 * Browsers without any cookies yet.
 * @param now tells their jars the time, in milliseconds since 1970; if left out, `Date` does
 * @param jars those of other browsers, which are the same then, with another client
 */
export function createBrowsers(
  { client, send }: Transport,
  now: () => number = () => Date.now(),
  jars: Jars = new Map(),
): Browsers {
  const jarOf = (browser: string): BrowserJar => {
    const jar = jars.get(browser) ?? createBrowserJar({ now })
    jars.set(browser, jar)
    return jar
  }

  return {
    client,
    send(server, browser, plan, limitMs, onHead = () => {}, onPart = () => {}) {
      const url = new URL(server + plan.path)
      const jar = browser === null ? null : jarOf(browser)
      const cookies = jar === null || hasCookieHeader(plan) ? '' : jar.headerFor(url, plan)
      const keepAndTell = (head: ResponseHead) => {
        jar?.keep(setCookieLines(head.headers), url, plan)
        onHead(head)
      }
      return send(server, plan, cookies, limitMs, keepAndTell, undefined, onPart)
    },
  }
}

const hasCookieHeader = ({ headers }: RequestPlan): boolean =>
  Object.keys(headers).some((name) => name.toLowerCase() === 'cookie')

const setCookieLines = (headers: readonly HeaderPair[]): readonly string[] =>
  headers.filter(([name]) => name.toLowerCase() === 'set-cookie').map(([, value]) => value)
