import Probability
import Solver
import SupplyNetwork

/// The cost of the optimal plan when one parameter changes and the plan is optimised again.
public struct SensitivityStudy: Sendable, Equatable {
  /// A parameter that is varied.
  public enum Parameter: Int, Sendable, CaseIterable {
    /// Standard deviation of all external demand, 20% lower and higher.
    case demandVariability
    /// Every lead time (processing, transport and outside supply), 25% shorter and longer, rounded outward to whole
    /// periods.
    case leadTime
    /// Every service target, one percentage point lower and higher (0.999 at most).
    case serviceTarget
  }

  /// What an optimal plan holds.
  public struct Outcome: Sendable, Equatable {
    /// Holding cost of its safety stock, in money per period.
    public var cost: Double
    /// Its safety stock, in units.
    public var units: Double
    /// The value of that, in money. 0 where unit costs are unknown.
    public var value: Double
    /// Whether limits on stock are left aside, as they leave no plan.
    public var leavesLimitsAside = false

    init(_ plan: StockingPlan, network: StageNetwork, model: NetworkModel) {
      cost = plan.cost
      units = 0
      value = 0
      for (stage, decision) in zip(network.stages, plan.stages) {
        units += decision.safetyStock
        value += decision.safetyStock * (model.unitCost(of: stage) ?? 0)
      }
    }
  }

  /// As planned.
  public let base: Outcome
  /// At the lower value of each parameter.
  public let low: [Outcome]
  /// At the higher value of each parameter.
  public let high: [Outcome]

  /// - Parameters:
  ///   - plan: The optimal plan of the network as it is.
  ///   - surcharges: Those that it was made at, by location; empty = none.
  init(
    network: StageNetwork, plan: StockingPlan, model: NetworkModel, surcharges: [Double] = []
  ) throws(StudyError) {
    let bound = model.settings.optimization.maximumServiceTime
    func outcome(
      links: [Link] = network.links, _ change: (inout Stage) -> Void
    ) throws(StudyError) -> Outcome {
      var stages = network.stages
      for index in stages.indices { change(&stages[index]) }
      let varied: StageNetwork
      do {
        varied = try StageNetwork(name: network.name, stages: stages, links: links, correlation: network.correlation)
      } catch {
        throw StudyError(
          isInfeasible: false, message: "\(network.name): \(error.issues.map(\.message).joined(separator: "; "))")
      }
      let found = try NetworkStudy.whatIf(varied, maximumServiceTime: bound, surcharges: surcharges)
      var outcome = Outcome(found.plan, network: varied, model: model)
      outcome.leavesLimitsAside = found.leavesLimitsAside
      return outcome
    }
    base = Outcome(plan, network: network, model: model)
    var low: [Outcome] = []
    var high: [Outcome] = []
    for parameter in Parameter.allCases {
      switch parameter {
      case .demandVariability:
        low.append(try outcome { $0.scaleDemandSD(by: 0.8) })
        high.append(try outcome { $0.scaleDemandSD(by: 1.2) })
      case .leadTime:
        low.append(
          try outcome(links: network.links.map { $0.withLeadTime(Self.shorter($0.leadTime)) }) {
            $0.processingTime = Self.shorter($0.processingTime)
            $0.externalInboundServiceTime = Self.shorter($0.externalInboundServiceTime)
          })
        high.append(
          try outcome(links: network.links.map { $0.withLeadTime(Self.longer($0.leadTime)) }) {
            $0.processingTime = Self.longer($0.processingTime)
            $0.externalInboundServiceTime = Self.longer($0.externalInboundServiceTime)
            // A bound on the time that supply takes moves along: else longer supply could leave no plan at all.
            $0.maximumInboundServiceTime = $0.maximumInboundServiceTime.map(Self.longer)
          })
      case .serviceTarget:
        low.append(try outcome { $0.service = $0.service.shifted(by: -0.01) })
        high.append(try outcome { $0.service = $0.service.shifted(by: 0.01) })
      }
    }
    self.low = low
    self.high = high
  }

  /// A lead time a quarter shorter, rounded down.
  static func shorter(_ time: Int) -> Int { Int((Double(time) * 0.75).rounded(.down)) }
  /// A lead time a quarter longer, rounded up.
  static func longer(_ time: Int) -> Int { Int((Double(time) * 1.25).rounded(.up)) }

  /// Whether rounding makes every lead time of the networks move by exactly one period, both ways.
  static func movesByOnePeriod(_ networks: [StageNetwork]) -> Bool {
    networks.allSatisfy { network in
      let times =
        network.stages.map(\.processingTime) + network.stages.map(\.externalInboundServiceTime)
        + network.links.map(\.leadTime)
      return times.allSatisfy { $0 == 0 || ($0 - shorter($0) == 1 && longer($0) - $0 == 1) }
    }
  }
}

extension Link {
  fileprivate func withLeadTime(_ time: Int) -> Link {
    var link = self
    link.leadTime = time
    return link
  }
}

extension Stage {
  /// Scales the standard deviation of the external demand, and of a given pooled one.
  fileprivate mutating func scaleDemandSD(by factor: Double) {
    if let given = givenPooledDemandSD { givenPooledDemandSD = given * factor }
    demand = demand?.spread(by: factor)
  }
}

extension ServiceTarget {
  /// The target moved by a difference of fractions, never the other way; a z moves by that of its probability.
  func shifted(by difference: Double) -> ServiceTarget {
    let moved =
      switch measure {
      case .safetyFactor:
        StandardNormal.quantile(min(0.9995, max(0.5, StandardNormal.cumulative(target) + difference)))
      case .cycleServiceLevel, .fillRate: min(0.999, max(0.5, target + difference))
      }
    return ServiceTarget(measure, difference > 0 ? max(target, moved) : min(target, moved))
  }
}
