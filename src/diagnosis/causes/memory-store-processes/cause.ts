import type { Observation } from '../../../observe/observation.ts'
import { cause } from '../../cause.ts'
import { nameOf, requestLine } from '../../facts.ts'
import { elsewhereIn, forgottenIn, isInMemory, type Forgotten } from '../../forgotten.ts'

export default cause({
  code: 'memory-store-processes',
  title: 'Each process of the app keeps its own sessions in memory',
  level: 'warning',
  where: 'environment',
  symptoms: ['works-locally-only', 'new-id-every-request', 'data-lost'],
  words: [
    'logged out randomly',
    'session lost in cluster',
    'pm2 cluster sessions',
    'several instances',
    'load balancer session',
    'works locally, not on vercel',
    'serverless session',
    'lambda session',
    'sometimes logged in, sometimes not',
    'no session found',
    'multiple instances behind a load balancer',
    'session works only sometimes',
    'aws lambda',
    'kubernetes replicas',
    'load balancer without sticky sessions',
    'scale to more than one process',
    'each process has its own sessions',
    'sessions break with several instances',
    'sometimes logged in sometimes not',
    'logged out randomly with several instances',
    'session not persisting on several servers',
  ],
  howToTell: 'an id that one process made is unknown to another one that runs beside it',
  lesson: 12,
  step: 'Two servers, two memories',
  explains: ['memory-store-production'],
  find(observation) {
    const lost = forgottenIn(observation).filter((one) => one.isRestart === false && isInMemory(one.call) !== false)
    const [first] = lost
    if (!first) return null
    const { exchange, kept, call } = first
    const { className } = call.store ?? {}
    return {
      message:
        `${requestLine(exchange)} came to another process (${exchange.pid}) than ${requestLine(kept)} (${kept.pid}), and that one knows nothing ` +
        `of the session: each process has a ${className} of its own, in its memory. Who is logged in depends on which of them answers.`,
      at: call.at,
      ...('store' in call.options ? { option: 'store' } : {}),
      exchange: nameOf(exchange),
      count: lost.length,
      ...(lost.some(isAmongWorkers(observation)) ? { level: 'error' as const, where: 'app' as const } : {}),
      explains: elsewhereIn(observation).at(0)?.isRestart === false ? ['memory-store-restart'] : [],
    }
  },
  fix: {
    text: 'Give session() a store that all processes share: Redis, a database, or on one machine a folder.',
    code: "const client = await createClient({ url: process.env.REDIS_URL }).connect()\n\nsession({ store: new RedisStore({ client }), ... }) // from 'connect-redis'",
  },
  unless:
    'A load balancer that sends each visitor to the same process every time (sticky sessions) hides this, until that process ends.',
  moves: [{ beside: true }, { send: 'POST /login' }, { send: 'GET /' }, { send: 'GET /' }],
})

/** Whether both processes were started by one of the app, as workers of a cluster are: then somebody has lost a session, and no other one is needed for that. */
const isAmongWorkers =
  ({ processes }: Observation) =>
  ({ exchange, kept }: Forgotten): boolean => {
    const parentOf = (pid: number) => processes.find((one) => one.pid === pid)?.parent
    const parent = parentOf(exchange.pid)
    return parent === parentOf(kept.pid) && processes.some(({ pid }) => pid === parent)
  }
