import Probability
import Solver
import SupplyNetwork

/// The cost of the optimal plan when one parameter changes and the plan is optimised again.
public struct SensitivityStudy: Sendable, Equatable {
  /// A parameter that is varied.
  public enum Parameter: Int, Sendable, CaseIterable {
    /// Standard deviation of all external demand, 20% lower and higher.
    case demandVariability
    /// Every processing time, 25% shorter and longer, rounded outward to whole periods.
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

  /// - Parameter plan: The optimal plan of the network as it is.
  init(network: StageNetwork, plan: StockingPlan, model: NetworkModel) throws(StudyError) {
    let bound = model.settings.optimization.maximumServiceTime
    func outcome(_ change: (inout Stage) -> Void) throws(StudyError) -> Outcome {
      var stages = network.stages
      for index in stages.indices { change(&stages[index]) }
      let varied: StageNetwork
      do {
        varied = try StageNetwork(
          name: network.name, stages: stages, links: network.links, correlation: network.correlation)
      } catch {
        throw StudyError(
          isInfeasible: false, message: "\(network.name): \(error.issues.map(\.message).joined(separator: "; "))")
      }
      return Outcome(
        try NetworkStudy.solve(varied, maximumServiceTime: bound), network: varied, model: model)
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
        low.append(try outcome { $0.processingTime = Int((Double($0.processingTime) * 0.75).rounded(.down)) })
        high.append(try outcome { $0.processingTime = Int((Double($0.processingTime) * 1.25).rounded(.up)) })
      case .serviceTarget:
        low.append(try outcome { $0.service = $0.service.shifted(by: -0.01) })
        high.append(try outcome { $0.service = $0.service.shifted(by: 0.01) })
      }
    }
    self.low = low
    self.high = high
  }
}

extension Stage {
  /// Scales the standard deviation of the external demand, and of a given pooled one.
  fileprivate mutating func scaleDemandSD(by factor: Double) {
    if let given = givenPooledDemandSD { givenPooledDemandSD = given * factor }
    switch demand {
    case .normal(let mean, let sd): demand = .normal(mean: mean, sd: sd * factor)
    case .gamma(let mean, let sd): demand = .gamma(mean: mean, sd: sd * factor)
    case .negativeBinomial(let mean, let sd): demand = .negativeBinomial(mean: mean, sd: sd * factor)
    case .poisson(let mean): demand = .negativeBinomial(mean: mean, sd: mean.squareRoot() * factor)
    case .deterministic, nil: break
    }
  }
}

extension ServiceTarget {
  /// The target moved by a difference of fractions; a z moves by that of its probability.
  fileprivate func shifted(by difference: Double) -> ServiceTarget {
    switch measure {
    case .safetyFactor:
      let probability = StandardNormal.cumulative(target) + difference
      return ServiceTarget(measure, StandardNormal.quantile(min(0.9995, max(0.5, probability))))
    case .cycleServiceLevel, .fillRate:
      return ServiceTarget(measure, min(0.999, max(0.5, target + difference)))
    }
  }
}
