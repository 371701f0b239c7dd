/// The results of a function of 0, 1, 2, …, in that order, several of them worked on at a time.
///
/// - Parameters:
///   - count: how many results.
///   - threads: how many at a time; the results do not depend on it.
func parallelMap<Result: Sendable>(
  _ count: Int, threads: Int, _ work: @escaping @Sendable (Int) -> Result
) async -> [Result] {
  let workers = max(1, min(threads, count))
  var results = [Result?](repeating: nil, count: count)
  await withTaskGroup(of: [(Int, Result)].self) { group in
    for worker in 0..<workers {
      group.addTask { stride(from: worker, to: count, by: workers).map { ($0, work($0)) } }
    }
    for await own in group {
      for (index, result) in own { results[index] = result }
    }
  }
  return results.compactMap { $0 }
}
