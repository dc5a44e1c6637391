import { lesson } from '../../src/lesson/index.ts'

export default lesson({ slug: 'restart-memory-loss', title: 'Restart', summary: '', home: import.meta.url, steps: [], experiments: [] })
