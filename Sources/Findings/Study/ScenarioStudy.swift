public import Probability
import Solver
public import SupplyNetwork

/// What might be decided otherwise, and what might be otherwise: each scenario planned as the proposal is, and played on
/// the same draws.
///
/// Scenarios are played for fewer replications and periods than the plan (``replications``, ``periods``), and measured
/// against the proposal on the same draws: its stock and cost over all of its replications are multiplied by the ratio of
/// the means (Cochran 1977, Sampling Techniques, ch. 6), to its service and stockouts the mean difference is added (a
/// control variate with coefficient 1; Lavenberg & Welch 1981, doi:10.1287/mnsc.27.3.322). A scenario that changes nothing
/// has the proposal's figures, to the last digit.
public struct ScenarioStudy: Sendable {
  /// What a scenario is.
  public enum Kind: Sendable, Equatable {
    /// The least stock that serves as much as today's levels, by the model, whatever the single targets.
    case sameService
    /// The best service that the stock of today's levels can give, by the model, whatever the single targets.
    case sameInventory
    /// ``Scenario/stretch``.
    case stretch
    /// ``Scenario/demandUp``.
    case demandUp
    /// ``Scenario/leadTimeUp``.
    case leadTimeUp
    /// ``Scenario/supplierOut``, for so many periods.
    case supplierOut(periods: Int)
    /// One of the case.
    case own(Scenario)

    /// The scenario as a change of a case; `nil` where it is a plan alone.
    public var scenario: Scenario? {
      switch self {
      case .sameService, .sameInventory: nil
      case .stretch: .stretch
      case .demandUp: .demandUp
      case .leadTimeUp: .leadTimeUp
      case .supplierOut: .supplierOut
      case .own(let scenario): scenario
      }
    }

    /// Whether the world is harder than planned for.
    public var isStress: Bool {
      switch self {
      case .demandUp, .leadTimeUp, .supplierOut: true
      case .sameService, .sameInventory, .stretch, .own: false
      }
    }

    /// Name on the command line.
    public var name: String {
      switch self {
      case .sameService: "same-service"
      case .sameInventory: "same-inventory"
      case .stretch, .demandUp, .leadTimeUp, .supplierOut, .own: scenario?.name ?? ""
      }
    }
  }

  /// What is played in it.
  public enum Levels: String, Sendable {
    /// Those of the proposal: what happens before anyone plans anew.
    case held
    /// Those of a plan made for the scenario.
    case planned
    /// Those of the scenario's policy of today.
    case current
  }

  /// Simulated figures.
  public struct Figures: Sendable, Equatable {
    /// Stock on hand: money where every unit cost is known, else units.
    public var stock: Estimate
    /// Safety stock of the plan, in the same.
    public var safetyStock: Double
    /// Share of customers' units that are delivered on time.
    public var fillRate: Estimate
    /// Cost of carrying the stock on hand, in money per period.
    public var holdingCost: Estimate
    /// Stockout events at stages with external demand, per period.
    public var stockoutEvents: Estimate
    /// Stock less that of the proposal, on the same draws.
    public var stockChange: Estimate
    /// Fill rate less that of the proposal, on the same draws.
    public var fillRateChange: Estimate
  }

  /// What became of a scenario.
  public struct Outcome: Sendable, Equatable {
    /// Which.
    public var kind: Kind
    /// What is played.
    public var levels: Levels
    /// The figures; `nil` where there is no plan.
    public var figures: Figures?
    /// Why there is none.
    public var failure: String?
  }

  /// The proposal itself.
  public let proposal: Figures
  /// The scenarios: plans first, then stresses, then those of the case. One with a plan of its own and with the
  /// proposal's levels stands there twice, the latter first.
  public let outcomes: [Outcome]
  /// Replications of each.
  public let replications: Int
  /// Measured periods of each.
  public let periods: Int
  /// Periods before these.
  public let warmUp: Int
  /// Where today's levels stand beside the frontier; `nil` where they are unknown.
  public let today: FrontierStudy.Point?

  /// Replications at most: as many as are played side by side.
  static let mostReplications = 8
  /// Measured periods at most: 9 weeks of days.
  static let mostPeriods = 63
  /// Stage periods that all scenarios may take where more than that has to be played: some seconds.
  private static let work = 400_000_000.0

  /// Plans and plays every scenario.
  ///
  /// - Parameters:
  ///   - input: The case, or the network.
  ///   - networks: The plans of the networks, in the model's order.
  ///   - optimised: What the proposal does.
  ///   - frontier: What stock buys in service.
  ///   - threads: Networks worked on at a time. The results do not depend on it.
  init(
    _ input: StudyInput, networks: [NetworkStudy], optimised: PolicyTotals, frontier: FrontierStudy?, threads: Int
  ) async {
    var model = input.model
    let whole = model.settings.simulation
    model.settings.simulation.replications = min(whole.replications, Self.mostReplications)
    if model.needsSameWindow {
      model.settings.simulation.periods = Self.periods(model, within: whole)
    } else {
      model.settings.simulation.periods = min(whole.periods, Self.mostPeriods)
      // Where less is played than of the proposal, what was ordered at the start has arrived by then; what is left of
      // the start is in both, and what counts is the difference.
      let longest = model.networks.map(\.longestOutsideReplenishment).max() ?? 0
      if model.settings.simulation.periods < whole.periods, longest > 0 {
        model.settings.simulation.warmUp = min(whole.warmUp, longest)
      }
    }
    replications = model.settings.simulation.replications
    periods = model.settings.simulation.periods
    warmUp = model.settings.simulation.warmUp
    async let rivals = TodaysRivals(networks, frontier)

    var bench = ScenarioBench(model, networks: networks)
    let isShorter = periods < whole.periods
    if isShorter { bench.addProposal() }
    bench.addBuiltIn(includesStress: model.settings.report.includesStress)
    if let planningCase = input.planningCase {
      for scenario in model.settings.scenarios { bench.add(scenario, to: planningCase) }
    }
    await bench.makePlans(threads: threads)
    let found = await rivals
    today = found.today
    if let frontier {
      bench.addFirst([(.sameService, found.sameService), (.sameInventory, found.sameInventory)], of: frontier)
    }
    let results = await bench.play(threads: threads)
    let measure = ScenarioMeasure(
      whole: optimised, base: results.first { $0.kind == nil }?.totals ?? optimised,
      isPart: replications < whole.replications || isShorter,
      isValue: model.items.allSatisfy { $0.unitCost != nil })
    proposal = measure.figures(
      nil, safetyStock: ScenarioBench.safetyStock(model, plans: networks.map(\.optimised)))
    outcomes = results.compactMap { result in
      result.kind.map { kind in
        Outcome(
          kind: kind, levels: result.levels,
          figures: result.totals.map { measure.figures($0, safetyStock: result.safetyStock) },
          failure: result.failure)
      }
    }
  }
}

/// Where today's levels stand beside the frontier, and the plans there that are as good in one way.
private struct TodaysRivals: Sendable {
  var today: FrontierStudy.Point?
  var sameService: ServicePlan?
  var sameInventory: ServicePlan?

  init(_ networks: [NetworkStudy], _ frontier: FrontierStudy?) {
    guard let frontier, networks.contains(where: \.current.usesRecords),
      let today = try? frontier.point(of: networks.map(\.current.plan))
    else { return }
    self.today = today
    sameService = frontier.plan(forService: today.service, .none)
    sameInventory = frontier.plan(forStock: today.stock, .none)
  }
}

extension ScenarioStudy {
  /// Measured periods where these have to be those of the proposal: all of them, or as many of the first as can be
  /// played in some seconds; never fewer than the last outage at a given time takes to be got over.
  private static func periods(_ model: NetworkModel, within whole: CaseSettings.Simulation) -> Int {
    let stages = model.networks.reduce(0) { $0 + $1.stageCount }
    let plays = 10 + 2 * model.settings.scenarios.count
    let perPeriod = Double(stages) * Double(plays) * Double(model.settings.simulation.replications)
    let affordable = Int(min(1e9, work / max(1, perPeriod))) - whole.warmUp
    let least = max(0, (model.lastDatedOutage ?? 0) - whole.warmUp) + mostPeriods
    return min(whole.periods, max(least, affordable))
  }
}

extension NetworkModel {
  /// The period after the last outage that begins at a given time; `nil` where there is none.
  fileprivate var lastDatedOutage: Int? {
    func last(_ disruptions: [Disruption]) -> Int {
      disruptions.reduce(0) { latest, disruption in
        if case .at(let first) = disruption.beginning { return max(latest, first + disruption.periods) }
        return latest
      }
    }
    let latest = networks.reduce(0) { latest, network in
      let stages = network.stages.reduce(latest) { max($0, last($1.disruptions), last($1.outsideDisruptions)) }
      return network.links.reduce(stages) { max($0, last($1.disruptions)) }
    }
    return latest > 0 ? latest : nil
  }

  /// Whether scenarios have to be measured when the proposal is: an outage at a given time may lie in its warm-up, and
  /// forecasts that rules follow take longer than goods to come to their level.
  fileprivate var needsSameWindow: Bool {
    settings.replenishment.isStated || settings.currentPolicy == .localMinMax || lastDatedOutage != nil
  }
}

extension CurrentPlan {
  /// Whether any of its levels comes from inventory.csv.
  var usesRecords: Bool { sources.contains { $0 == .orderUpTo || $0 == .inventoryPosition } }
}

/// Turns what scenarios did into figures.
struct ScenarioMeasure {
  /// The proposal over all of its replications and periods.
  let whole: PolicyTotals
  /// The same over those of the scenarios.
  let base: PolicyTotals
  /// Whether scenarios are played for less than the proposal.
  let isPart: Bool
  /// Whether stock has a value.
  let isValue: Bool

  /// - Parameter totals: What a scenario did; `nil` = the proposal.
  func figures(_ totals: PolicyTotals?, safetyStock: Double) -> ScenarioStudy.Figures {
    func sum(_ quantity: PolicyTotals.Quantity) -> (PolicyTotals) -> [Double] {
      { $0.perReplication(quantity, tier: nil) }
    }
    func fill(_ totals: PolicyTotals) -> [Double] {
      zip(
        totals.perReplication(.externalDeliveredOnTime, tier: nil), totals.perReplication(.externalDue, tier: nil)
      ).map { $1 > 0 ? $0 / $1 : 1 }
    }
    func difference(_ values: (PolicyTotals) -> [Double]) -> Estimate {
      guard let totals else { return Estimate([]) }
      return Estimate(zip(values(totals), values(base)).map { $0 - $1 })
    }
    func estimate(_ values: (PolicyTotals) -> [Double], byRatio: Bool) -> Estimate {
      guard let totals else { return Estimate(values(whole)) }
      guard isPart else { return Estimate(values(totals)) }
      let all = Estimate(values(whole))
      let before = Estimate(values(base)).mean
      guard byRatio, before > 0 else { return difference(values).added(to: all, scaledBy: 1) }
      let ratio = Estimate(values(totals)).mean / before
      let rest = Estimate(zip(values(totals), values(base)).map { $0 - ratio * $1 })
      return rest.added(to: all, scaledBy: ratio)
    }
    // A difference may be larger than what the proposal has.
    let moved = estimate(sum(.stockoutEvents), byRatio: false)
    let stockoutEvents = moved.mean > 0 ? moved : estimate(sum(.stockoutEvents), byRatio: true)
    let stock = sum(isValue ? .onHandValue : .onHandUnits)
    var fillRate = estimate(fill, byRatio: false)
    fillRate.mean = min(1, max(0, fillRate.mean))
    let held = estimate(stock, byRatio: true)
    var stockChange = difference(stock)
    if totals != nil { stockChange.mean = held.mean - Estimate(stock(whole)).mean }
    return ScenarioStudy.Figures(
      stock: held, safetyStock: safetyStock, fillRate: fillRate,
      holdingCost: estimate(sum(.holdingCost), byRatio: true),
      stockoutEvents: stockoutEvents,
      stockChange: stockChange, fillRateChange: difference(fill))
  }
}

extension Estimate {
  /// What is left of a figure beside a known one, put together with it: the half-widths add up in squares.
  fileprivate func added(to all: Estimate, scaledBy factor: Double) -> Estimate {
    var result = self
    result.mean += all.mean * factor
    let scaled = all.halfWidth * factor
    result.halfWidth = halfWidth == 0 ? scaled : (halfWidth * halfWidth + scaled * scaled).squareRoot()
    return result
  }
}
