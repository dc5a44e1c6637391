import { cause } from '../../src/diagnosis/cause.ts'
import { layerName, nameOf, requestLine } from '../../src/diagnosis/facts.ts'

/** Nothing that happens to people: something to start from, that is found and can be tested. */
export default cause({
  code: 'my-cause',
  title: 'The session keeps a draft',
  level: 'error',
  lesson: 1,
  step: 'Where the count is kept',
  symptoms: ['nothing-happens'],
  words: ['draft in the session'],
  howToTell: 'the session has something called draft',
  find({ exchanges }) {
    // Every request that shows it: the first is told, the others are counted.
    const shown = exchanges.flatMap((exchange) => {
      const change = exchange.changes.find(({ keys }) => keys.includes('draft'))
      const layer = exchange.layers.find((one) => one.layer === change?.layer)
      return change && layer ? [{ exchange, layer }] : []
    })
    const [first] = shown
    if (!first) return null
    const { exchange, layer } = first
    return {
      // What happened, why, and what comes of it, in words of this run.
      message: `At ${requestLine(exchange)}, ${layerName(layer)} put a draft into the session.`,
      at: layer.at,
      exchange: nameOf(exchange),
      count: shown.length,
    }
  },
  fix: {
    text: 'Say in one sentence what to do.',
    code: 'req.session.visits = (req.session.visits ?? 0) + 1',
  },
  moves: [{ send: 'GET /' }],
})
