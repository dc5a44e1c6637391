import { parentPort, workerData } from 'node:worker_threads'
import { lineInspector, type LineOptions, type Lines } from './lines.ts'

// A thread of `inspect --batch`: is sent lines, and answers with what came of them.
const inspectLines = lineInspector(workerData as LineOptions)

parentPort?.on('message', (lines: Lines) => parentPort?.postMessage(inspectLines(lines), []))
