import { catalogue } from '../diagnosis/catalogue.ts'
import responseNeverEnds from '../diagnosis/causes/response-never-ends/cause.ts'
import type { Symptom } from '../diagnosis/cause.ts'
import { diagnose } from '../diagnosis/diagnose.ts'
import type { Finding } from '../diagnosis/finding.ts'
import { pinpoint } from '../diagnosis/pinpoint.ts'
import type { Read } from '../diagnosis/source/parse.ts'
import type { ExchangeFacts, Observation } from '../observe/observation.ts'
import type { Problem } from '../sandbox/problem.ts'

/** What is known to be wrong with a learner's app. */
export interface Causes {
  /**
   * What explains that a check failed. Advice does not, nor does what was seen only later.
   * @param symptoms what may be seen there
   * @param exchange the one that failed; null for the end of the run
   */
  behind(symptoms: readonly Symptom[], exchange: ExchangeFacts | null): readonly Finding[]
  /** What explains that a run did not come to its end. */
  behindProblem(kind: Problem['kind']): readonly Finding[]
}

/** Looks for the causes of the catalogue. @param read the text of a file; null if it cannot be had */
export async function causesOf(observation: Observation, read: Read): Promise<Causes> {
  const findings = await findingsOf(observation, read)
  const placeOf = (wanted: { readonly pid: number | null; readonly exchange: number | null }): number =>
    observation.exchanges.findIndex(({ pid, number }) => pid === wanted.pid && number === wanted.exchange)
  const explaining = (symptoms: readonly Symptom[]) =>
    findings.filter(({ code, level }) => {
      const cause = catalogue.find((one) => one.code === code)
      // What was thrown, and the problem itself, say no less than a last resort does.
      if (!cause || cause.isLastResort || level === 'info') return false
      return cause.symptoms.some((symptom) => symptoms.includes(symptom))
    })
  return {
    behind(symptoms, exchange) {
      const last = exchange === null ? Infinity : placeOf({ ...exchange, exchange: exchange.number })
      return explaining(symptoms).filter((finding) => placeOf(finding) <= last)
    },
    // Who has a request that nobody answers stands in the problem itself.
    behindProblem: (kind) =>
      explaining(ENDS[kind] ?? ['process-ends']).filter(({ code }) => code !== responseNeverEnds.code),
  }
}

/** Facts come out of a process in which code of others runs. Of those that it made up nothing is known. */
async function findingsOf(observation: Observation, read: Read): Promise<readonly Finding[]> {
  try {
    return await pinpoint(diagnose(observation), read)
  } catch {
    return []
  }
}

/** What is seen of a problem, where it is not that the process ends. */
const ENDS: Partial<Record<Problem['kind'], readonly Symptom[]>> = {
  unanswered: ['hangs'],
  slow: ['hangs'],
  loop: ['hangs'],
}
