/**
 * Works something out once for each list, or other object, that never changes: several causes ask the same of one run.
 * @param work depends on nothing but what it is given
 */
export function onceFor<Known extends object, Result>(work: (known: Known) => Result): (known: Known) => Result {
  const results = new WeakMap<Known, { readonly result: Result }>()
  return (known) => {
    const kept = results.get(known) ?? { result: work(known) }
    results.set(known, kept)
    return kept.result
  }
}
