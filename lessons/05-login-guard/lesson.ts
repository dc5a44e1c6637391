import { lesson } from '../../src/lesson/index.ts'

export default lesson({ slug: 'login-guard', title: 'Login guard', summary: '', home: import.meta.url, steps: [], experiments: [] })
