import { lesson } from '../../src/lesson/index.ts'

export default lesson({ slug: 'cookie-max-age', title: 'Cookie maxAge', summary: '', home: import.meta.url, steps: [], experiments: [] })
