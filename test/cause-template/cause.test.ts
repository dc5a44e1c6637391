import { change, exchange, observation, passed } from '../support/observations.ts'
import { check } from '../support/rows.ts'
import cause from './cause.ts'

// A row says only what differs from a request that is right, and the line that is pointed at: null where nothing may be found.
check(cause, {
  'a draft, in the handler of line 10': [
    observation({ exchanges: [exchange({ layers: [passed()], changes: [change({ keys: ['draft'] })] })] }),
    10,
  ],
  'something else in the session': [
    observation({ exchanges: [exchange({ layers: [passed()], changes: [change({ keys: ['visits'] })] })] }),
    null,
  ],
  'a draft that no layer put there': [
    observation({ exchanges: [exchange({ layers: [passed()], changes: [change({ layer: null, keys: ['draft'] })] })] }),
    null,
  ],
})
