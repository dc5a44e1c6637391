import { lesson } from '../../src/lesson/index.ts'

export default lesson({ slug: 'session-options', title: 'Session options', summary: '', home: import.meta.url, steps: [], experiments: [] })
