import Simulator
import Solver
public import SupplyNetwork

/// Solves and simulates every network of a model: all figures that findings are made of.
public struct Study: Sendable {
  /// What was studied.
  public let input: StudyInput
  /// One result per network, in the model's order.
  public let networks: [NetworkStudy]
  /// Simulated totals of today's policy. `nil` where nothing was simulated.
  public let current: PolicyTotals
  /// Simulated totals of the optimised plan.
  public let optimised: PolicyTotals
  /// Simulated totals of the optimised plan where no supplier inside the network ever runs short: what is left of
  /// the distance to the promise is then not the suppliers' doing.
  public let unlimitedSupply: PolicyTotals

  /// How far a study has come.
  public typealias Progress = @Sendable (_ finished: Int, _ total: Int) -> Void

  /// Runs the study, the networks side by side.
  ///
  /// - Parameters:
  ///   - threads: Networks worked on at a time. The results do not depend on it.
  ///   - progress: Called after each network, from any thread.
  /// - Throws: ``StudyError`` naming the first network that has no plan.
  public static func run(
    _ input: StudyInput, threads: Int = 2, progress: Progress? = nil
  ) async throws -> Study {
    let model = input.model
    let count = model.networks.count
    let workers = max(1, min(threads, count))
    let finished = Counter()
    var results = [NetworkStudy.Result?](repeating: nil, count: count)
    try await withThrowingTaskGroup(of: [(Int, NetworkStudy.Result)].self) { group in
      for worker in 0..<workers {
        group.addTask {
          var own: [(Int, NetworkStudy.Result)] = []
          for index in stride(from: worker, to: count, by: workers) {
            try Task.checkCancellation()
            own.append((index, try NetworkStudy.run(model: model, index: index)))
            progress?(await finished.next(), count)
          }
          return own
        }
      }
      for try await own in group {
        for (index, result) in own { results[index] = result }
      }
    }
    // Summed in the model's order, so that rounding is the same for any number of threads.
    var current = PolicyTotals(model: model)
    var optimised = current
    var unlimited = current
    for result in results.compactMap({ $0 }) {
      current.add(result.current)
      optimised.add(result.optimised)
      unlimited.add(result.unlimitedSupply)
    }
    return Study(
      input: input, networks: results.compactMap { $0?.study }, current: current, optimised: optimised,
      unlimitedSupply: unlimited)
  }

  /// The problem.
  public var model: NetworkModel { input.model }
}

/// Why a study cannot be made.
public struct StudyError: Error, Sendable, Equatable {
  /// Whether the input is at fault (a bound that no plan satisfies) rather than a limit of the program.
  public var isInfeasible: Bool
  /// What is wrong, naming the network.
  public var message: String
}

/// Counts finished networks across tasks.
private actor Counter {
  private var value = 0
  func next() -> Int {
    value += 1
    return value
  }
}
