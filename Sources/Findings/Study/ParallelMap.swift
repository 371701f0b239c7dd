import Synchronization

/// The results of a function of 0, 1, 2, …, in that order, several of them worked on at a time.
///
/// Who has finished takes the next number, so that a few slow ones leave the others busy.
///
/// - Parameters:
///   - count: how many results.
///   - threads: how many at a time; the results do not depend on it.
public func parallelMap<Result: Sendable>(
  _ count: Int, threads: Int, _ work: @escaping @Sendable (Int) async -> Result
) async -> [Result] {
  let turns = Turns()
  var results = [Result?](repeating: nil, count: count)
  await withTaskGroup(of: [(Int, Result)].self) { group in
    for _ in 0..<max(1, min(threads, count)) {
      group.addTask {
        var own: [(Int, Result)] = []
        while case let number = turns.next(), number < count { own.append((number, await work(number))) }
        return own
      }
    }
    for await own in group {
      for (index, result) in own { results[index] = result }
    }
  }
  return results.compactMap { $0 }
}

/// 0, 1, 2, …, each given out once, to whoever asks.
public final class Turns: Sendable {
  private let given = Atomic(0)

  /// Begins at 0.
  public init() {}

  /// The next number.
  public func next() -> Int { given.wrappingAdd(1, ordering: .relaxed).oldValue }
}
