import type { Server } from 'node:http'
import supertest from 'supertest'
import { MOST_BODY_BYTES, toPairs, type ResponseSeen } from './exchange.ts'

/** A request to send. */
export interface RequestPlan {
  readonly method: 'GET' | 'POST' | 'DELETE'
  readonly path: string
  readonly headers: Readonly<Record<string, string>>
  /** Sent as JSON; null for no body. */
  readonly body: Readonly<Record<string, unknown>> | null
}

type Agent = ReturnType<typeof supertest.agent>
type Jar = Agent['jar']

/** Browsers, each with a cookie jar that outlives the server. */
export interface Browsers {
  /**
   * Sends one request and waits for the answer.
   * @param server a server that listens, or its address as in `http://127.0.0.1:8080`
   * @param browser whose jar to use; null sends just the headers of the plan, like curl
   * @throws whatever superagent throws: a timeout has `timeout` set, the rest is a broken connection
   */
  send(server: Server | string, browser: string | null, plan: RequestPlan, limitMs: number): Promise<ResponseSeen>
}

/** Browsers without any cookies yet. */
export function createBrowsers(): Browsers {
  const jars = new Map<string, Jar>()

  const agentOf = (server: Server | string, browser: string): Agent => {
    const agent = supertest.agent(server)
    const jar = jars.get(browser)
    if (jar) agent.jar = jar
    else jars.set(browser, agent.jar)
    return agent
  }

  return {
    async send(server, browser, plan, limitMs) {
      const client = browser === null ? supertest(server) : agentOf(server, browser)
      const method = plan.method.toLowerCase() as Lowercase<RequestPlan['method']>
      const test = client[method](plan.path)
        .set(plan.headers)
        .timeout({ response: limitMs, deadline: limitMs })
        .buffer(true)
        // What is counted is what comes out of a compressed body.
        .maxResponseSize(MOST_BODY_BYTES)
        .parse(collectText)
      const response = await (plan.body === null ? test : test.send(plan.body))
      // supertest's types leave out Node's own message, which has the headers as they came.
      const message = (response as unknown as { res: RawMessage }).res
      return {
        status: response.status,
        statusText: message.statusMessage,
        headers: toPairs(message.rawHeaders),
        body: typeof response.body === 'string' ? response.body : '',
      }
    },
  }
}

interface RawMessage {
  readonly rawHeaders: readonly string[]
  readonly statusMessage: string
}

type Parser = Parameters<ReturnType<Agent['get']>['parse']>[0]

const collectText: Parser = (response, done) => {
  let text = ''
  response.setEncoding('utf8')
  response.on('data', (chunk: string) => (text += chunk))
  response.on('end', () => done(null, text))
}
