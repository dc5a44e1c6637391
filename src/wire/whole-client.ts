import supertest from 'supertest'
import type { Transport } from './client.ts'
import { MOST_BODY_BYTES, toPairs } from './exchange.ts'

/**
 * supertest, without its cookie jar: that of superagent ignores Max-Age and SameSite. It reads every answer whole, and follows no
 * redirect. What is sent rejects with whatever superagent throws: a timeout has `timeout` set, the rest is a broken connection.
 */
export const wholeClient: Transport = {
  client: 'supertest',
  async send(server, plan, cookies, limitMs, onHead, agent) {
    const method = plan.method.toLowerCase() as Lowercase<typeof plan.method>
    const requests = supertest(server)
    const test = requests[method](plan.path)
      .set(plan.headers)
      .timeout({ response: limitMs, deadline: limitMs })
      .buffer(true)
      // What is counted is what comes out of a compressed body.
      .maxResponseSize(MOST_BODY_BYTES)
      .parse(collectText)
    if (agent) test.agent(agent)
    // So the jar of superagent hands cookies over.
    test.cookies = cookies
    const response = await (plan.body === null ? test : test.send(plan.body))
    // supertest's types leave out Node's own message, which has the headers as they came.
    const message = (response as unknown as { res: RawMessage }).res
    const head = {
      status: response.status,
      statusText: message.statusMessage,
      headers: toPairs(message.rawHeaders),
    }
    onHead(head)
    return { ...head, body: typeof response.body === 'string' ? response.body : '' }
  },
}

interface RawMessage {
  readonly rawHeaders: readonly string[]
  readonly statusMessage: string
}

type Parser = Parameters<ReturnType<ReturnType<typeof supertest>['get']>['parse']>[0]

const collectText: Parser = (response, done) => {
  let text = ''
  response.setEncoding('utf8')
  response.on('data', (chunk: string) => (text += chunk))
  response.on('end', () => done(null, text))
}
