public import SupplyNetwork
import Synchronization

/// Solves and simulates every network of a model: all figures that findings are made of.
public struct Study: Sendable {
  /// What was studied.
  public let input: StudyInput
  /// One result per network, in the model's order.
  public let networks: [NetworkStudy]
  /// Simulated totals of today's policy.
  public let current: PolicyTotals
  /// Simulated totals of the optimised plan.
  public let optimised: PolicyTotals
  /// Simulated totals of the optimised plan where no supplier inside the network ever runs short: what is left of
  /// the distance to the promise is then not the suppliers' doing. `nil` where no tier keeps a distance that this would
  /// explain.
  public private(set) var unlimitedSupply: PolicyTotals?
  /// What stock buys in service; `nil` where no stage has external demand.
  public let frontier: FrontierStudy?
  /// How the plans fill the locations whose storage capacity is known; `nil` where none is.
  public let capacity: CapacityStudy?
  /// What both policies do over time; `nil` where they hold base stocks alone.
  public let course: CourseStudy?
  /// Where local ordering gets caught; `nil` where nobody orders so.
  public let signalTrap: SignalTrapStudy?
  /// What might be decided otherwise, and what might be otherwise.
  public let scenarios: ScenarioStudy

  /// How far a study has come.
  public typealias Progress = @Sendable (_ finished: Int, _ total: Int) -> Void

  /// Runs the study, the networks side by side.
  ///
  /// - Parameters:
  ///   - threads: Networks worked on at a time. The results do not depend on it.
  ///   - progress: Called after each network, from any thread.
  /// - Throws: ``StudyError`` naming the networks that have no plan, or a budget that does not pay for the targets.
  public static func run(
    _ input: StudyInput, threads: Int = 2, progress: Progress? = nil
  ) async throws(StudyError) -> Study {
    let model = input.model
    let count = model.networks.count
    let capacity = try CapacityStudy(model)
    let surcharges = capacity?.surcharges ?? []
    let budgeted = try BudgetedPlans(model, surcharges: surcharges)
    let plans = try await Self.plans(model, budgeted: budgeted, surcharges: surcharges, threads: threads)
    let finished = Counter()
    // The frontier takes as long as many networks, and goes first.
    let parts = await parallelMap(count + 1, threads: threads) { part in
      guard part > 0 else {
        return Part.frontier(budgeted?.frontier ?? (try? FrontierStudy(model, plans: plans.map(\.promised))))
      }
      let outcome = Part.of(model, index: part - 1, plans: plans[part - 1], surcharges: surcharges)
      progress?(finished.next(), count)
      return outcome
    }
    var studies: [NetworkStudy.Result] = []
    studies.reserveCapacity(count)
    var frontier: FrontierStudy?
    var failures: [StudyError] = []
    for part in parts {
      switch part {
      case .frontier(let study): frontier = study
      case .network(let result): studies.append(result)
      case .failed(let error): failures.append(error)
      }
    }
    guard failures.isEmpty else { throw StudyError(all: failures) }
    // Summed in the model's order, so that rounding is the same for any number of threads.
    var current = PolicyTotals(model: model)
    var optimised = current
    for result in studies {
      current.add(result.current)
      optimised.add(result.optimised)
    }
    let found = studies.map(\.study)
    let followsForecasts = model.settings.replenishment.isStated || model.settings.currentPolicy == .localMinMax
    var study = Study(
      input: input, networks: found, current: current, optimised: optimised, frontier: frontier, capacity: capacity,
      course: followsForecasts ? await CourseStudy(model, networks: found, threads: threads) : nil,
      signalTrap: followsForecasts ? await SignalTrapStudy(model, networks: found, threads: threads) : nil,
      scenarios: await ScenarioStudy(
        input, networks: found, optimised: optimised, frontier: frontier, threads: threads))
    if EvidenceFindings.asksForUnlimitedSupply(study) {
      study.unlimitedSupply = await Self.unlimitedSupply(model, networks: found, threads: threads)
    }
    return study
  }

  private static func unlimitedSupply(
    _ model: NetworkModel, networks: [NetworkStudy], threads: Int
  ) async -> PolicyTotals {
    let parts = await parallelMap(networks.count, threads: threads) { index in
      NetworkStudy.unlimitedSupply(networks[index].optimised, model: model, index: index)
    }
    return parts.reduce(into: PolicyTotals(model: model)) { $0.add($1) }
  }

  /// What is planned for every network, or everything that keeps networks from having a plan.
  private static func plans(
    _ model: NetworkModel, budgeted: BudgetedPlans?, surcharges: [Double], threads: Int
  ) async throws(StudyError) -> [NetworkStudy.Plans] {
    if let budgeted { return budgeted.plans }
    let outcomes = await parallelMap(model.networks.count, threads: threads) { index in
      Result { () throws(StudyError) in
        try NetworkStudy.Plans(model: model, index: index, surcharges: surcharges)
      }
    }
    var plans: [NetworkStudy.Plans] = []
    var failures: [StudyError] = []
    for outcome in outcomes {
      switch outcome {
      case .success(let plan): plans.append(plan)
      case .failure(let error): failures.append(error)
      }
    }
    guard failures.isEmpty else { throw StudyError(all: failures) }
    return plans
  }

  /// The problem.
  public var model: NetworkModel { input.model }
}

/// Why a study cannot be made.
public struct StudyError: Error, Sendable, Equatable {
  /// Whether the input is at fault (a bound that no plan satisfies) rather than a limit of the program.
  public var isInfeasible: Bool
  /// What is wrong, naming the network; a line for each.
  public var message: String

  init(isInfeasible: Bool, message: String) {
    self.isInfeasible = isInfeasible
    self.message = message
  }

  /// Everything that went wrong: limits of the program come before what has no plan.
  init(all errors: [StudyError]) {
    let limits = errors.filter { !$0.isInfeasible }
    isInfeasible = limits.isEmpty
    message = (limits.isEmpty ? errors : limits).map(\.message).joined(separator: "\n")
  }
}

/// What a study is made of side by side.
private enum Part: Sendable {
  case frontier(FrontierStudy?)
  case network(NetworkStudy.Result)
  case failed(StudyError)

  static func of(_ model: NetworkModel, index: Int, plans: NetworkStudy.Plans, surcharges: [Double]) -> Part {
    do throws(StudyError) {
      return .network(try NetworkStudy.run(model: model, index: index, plans: plans, surcharges: surcharges))
    } catch {
      return .failed(error)
    }
  }
}

/// Counts finished networks across tasks.
private final class Counter: Sendable {
  private let value = Mutex(0)

  func next() -> Int {
    value.withLock { value in
      value += 1
      return value
    }
  }
}
