public import SupplyNetwork

/// How the plan of one model became that of another, cause by cause.
///
/// One cause after the other is replaced in the model of before (``ReviewCause``, in its order), and every model between
/// is planned as the report plans: guaranteed service to proven optimality, in whole units, with storage capacity and
/// budget. The steps telescope from one plan to the other. A network is planned again only where its data differ; a
/// cause in which no data differ is exactly 0.
public struct PlanBridge: Sendable {
  /// One step.
  public struct Step: Sendable, Equatable {
    /// What was replaced.
    public var cause: ReviewCause
    /// What that adds to the plan's stock.
    public var change: PlanTotals
  }

  /// The plan before: as it was recorded, else as it is planned now.
  public let start: PlanTotals
  /// The plan before as it is planned now.
  public let replanned: PlanTotals
  /// One step per cause, in their order.
  public let steps: [Step]
  /// The plan after.
  public let end: PlanTotals
  /// Base stocks of the plan before, per network and stage, in units.
  public let levelsBefore: [[Double]]
  /// Whether limits on stock, or a budget, left a model between without a plan, so that they are left aside there.
  public let leavesBoundsAside: Bool

  /// Walks from one model to the other.
  ///
  /// - Parameters:
  ///   - recorded: what the plan before held when it was made, where that is known: what the same data give now is
  ///     another where the program plans otherwise.
  ///   - threads: networks planned at a time; the result does not depend on it.
  /// - Throws: ``StudyError`` where a model, limits and budget left aside, has no plan.
  ///
  /// Complexity: at most seven plans a network.
  public init(
    from then: NetworkModel, to now: NetworkModel, recorded: PlanTotals? = nil, threads: Int = 2
  ) async throws(StudyError) {
    try await self.init(ModelMatch(then: then, now: now), recorded: recorded, threads: threads)
  }

  init(_ match: ModelMatch, recorded: PlanTotals?, threads: Int) async throws(StudyError) {
    let blended = BlendedModel(match: match)
    let areJoined = ProposedPlans.areJoined(in: match.then) || ProposedPlans.areJoined(in: match.now)
    let walks =
      areJoined
      ? [try BridgeWalk(joined: blended)] : try await Self.walks(blended, threads: threads)
    // Summed network by network in the order of each model, as totals are recorded.
    var before = [PlanTotals](repeating: PlanTotals(), count: match.then.networks.count)
    var levels = [[Double]](repeating: [], count: before.count)
    var changes = [PlanTotals](repeating: PlanTotals(), count: ReviewCause.allCases.count)
    var end = PlanTotals()
    for walk in walks {
      for part in walk.before {
        before[part.network] = part.totals
        levels[part.network] = part.levels
      }
      for (index, cause) in ReviewCause.allCases.enumerated() {
        if let change = walk.changes[cause] { changes[index] += change }
      }
      end += walk.end
    }
    replanned = before.reduce(into: PlanTotals()) { $0 += $1 }
    if let recorded, recorded != replanned { changes[0] = replanned - recorded }
    start = recorded ?? replanned
    self.end = end
    steps = zip(ReviewCause.allCases, changes).map { Step(cause: $0, change: $1) }
    levelsBefore = levels
    leavesBoundsAside = walks.contains(where: \.leavesBoundsAside)
  }

  /// One walk per network now, then one per network that is gone.
  private static func walks(_ blended: BlendedModel, threads: Int) async throws(StudyError) -> [BridgeWalk] {
    let count = blended.match.now.networks.count
    let gone = blended.match.removed
    let outcomes = await parallelMap(count + gone.count, threads: threads) { index in
      Result { () throws(StudyError) in
        index < count
          ? try BridgeWalk(blended, network: index) : try BridgeWalk(blended, gone: gone[index - count])
      }
    }
    var walks: [BridgeWalk] = []
    var failures: [StudyError] = []
    for outcome in outcomes {
      switch outcome {
      case .success(let walk): walks.append(walk)
      case .failure(let error): failures.append(error)
      }
    }
    guard failures.isEmpty else { throw StudyError(all: failures) }
    return walks
  }
}

/// The part of a bridge that one network makes, or all where they are planned together.
private struct BridgeWalk: Sendable {
  /// Networks of before: what their plans hold, and the base stocks.
  var before: [(network: Int, totals: PlanTotals, levels: [Double])] = []
  var changes: [ReviewCause: PlanTotals] = [:]
  var end = PlanTotals()
  var leavesBoundsAside = false

  /// A network that is there now.
  init(_ blended: BlendedModel, network index: Int) throws(StudyError) {
    let match = blended.match
    let causes = blended.causes(of: index)
    for other in match.predecessors[index] { try add(other, of: match.then) }
    var last = before.reduce(into: PlanTotals()) { $0 += $1.totals }
    var taken: Set<ReviewCause> = []
    for cause in ReviewCause.ofModels {
      taken.insert(cause)
      guard causes.contains(cause) else { continue }
      let network = try blended.network(index, taking: taken)
      let found = try ProposedPlans.single(network, maximumServiceTime: blended.maximumServiceTime(taking: taken))
      if found.leavesLimitsAside { leavesBoundsAside = true }
      let next = PlanTotals(found.plan, of: network, periodsPerYear: match.now.settings.period.perYear) {
        blended.unitCost($0, taken)
      }
      changes[cause] = next - last
      last = next
    }
    end = last
  }

  /// A network that is gone.
  init(_ blended: BlendedModel, gone index: Int) throws(StudyError) {
    try add(index, of: blended.match.then)
    changes[.network] = PlanTotals() - before[0].totals
  }

  /// All networks, planned together.
  init(joined blended: BlendedModel) throws(StudyError) {
    let match = blended.match
    let found = try ProposedPlans.joined(match.then)
    for (index, plan) in found.plans.enumerated() {
      before.append(
        (
          index, PlanTotals(plan, ofNetwork: index, in: match.then), plan.stages.map(\.installationBaseStock)
        ))
    }
    leavesBoundsAside = found.leavesLimitsAside || found.leavesBudgetAside
    let causes = blended.causesOfAll()
    var last = before.reduce(into: PlanTotals()) { $0 += $1.totals }
    var taken: Set<ReviewCause> = []
    for cause in ReviewCause.ofModels {
      taken.insert(cause)
      guard causes.contains(cause) else { continue }
      let model = try blended.model(taking: taken)
      let found = try ProposedPlans.joined(model)
      if found.leavesLimitsAside || found.leavesBudgetAside { leavesBoundsAside = true }
      let next = PlanTotals(found.plans, of: model)
      changes[cause] = next - last
      last = next
    }
    end = last
  }

  private mutating func add(_ network: Int, of model: NetworkModel) throws(StudyError) {
    let found = try ProposedPlans.single(
      model.networks[network], maximumServiceTime: model.settings.optimization.maximumServiceTime)
    if found.leavesLimitsAside { leavesBoundsAside = true }
    before.append(
      (
        network, PlanTotals(found.plan, ofNetwork: network, in: model),
        found.plan.stages.map(\.installationBaseStock)
      ))
  }
}
