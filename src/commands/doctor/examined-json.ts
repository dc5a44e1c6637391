import type { Examined } from '../../doctor/examination.ts'
import { toldFinding } from '../../trace/events.ts'

/** What `doctor --json` prints. Names and keys only grow. @param started the file or the command */
export function examinedJson(
  started: string,
  { observation, scenarios, findings, notTried, remarks }: Examined,
): object {
  const { packages, processes, sessions } = observation
  const versionOf = (name: string) => packages.find((one) => one.name === name)?.version ?? null
  return {
    app: {
      started,
      node: processes[0]?.node ?? null,
      express: versionOf('express'),
      'express-session': versionOf('express-session'),
      // Each process calls it again.
      sessions: sessions
        .filter(({ pid }) => pid === sessions[0]?.pid)
        .map(({ at, name, store }) => ({ at, name, store: store?.className ?? null })),
    },
    scenarios: scenarios.map(({ name, result, why, durationMs }) => ({
      name,
      result,
      why,
      durationMs: Math.round(durationMs),
    })),
    findings: findings.map(toldFinding),
    notTried,
    remarks,
  }
}
