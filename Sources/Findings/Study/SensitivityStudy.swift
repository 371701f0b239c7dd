import Probability
import Solver
import SupplyNetwork

/// The cost of the optimal plan when one parameter changes and the plan is optimised again.
public struct SensitivityStudy: Sendable, Equatable {
  /// A parameter that is varied.
  public enum Parameter: Int, Sendable, CaseIterable {
    /// Standard deviation of all external demand, 20 % lower and higher.
    case demandVariability
    /// Every lead time, 25 % shorter and longer, rounded outward to whole periods.
    case leadTime
    /// Every service target, one percentage point lower and higher (0.999 at most).
    case serviceTarget
  }

  /// Holding cost of safety stock as planned, in money per period.
  public let base: Double
  /// The same at the lower value of each parameter.
  public let low: [Double]
  /// The same at the higher value of each parameter.
  public let high: [Double]

  /// - Parameter plan: The optimal plan of the network as it is.
  init(network: StageNetwork, plan: StockingPlan) throws(StudyError) {
    func cost(_ change: (inout Stage) -> Void) throws(StudyError) -> Double {
      var stages = network.stages
      for index in stages.indices { change(&stages[index]) }
      guard
        let varied = try? StageNetwork(
          name: network.name, stages: stages, links: network.links, correlation: network.correlation)
      else { return .nan }
      return try NetworkStudy.solve(varied).cost
    }
    base = plan.cost
    var low: [Double] = []
    var high: [Double] = []
    for parameter in Parameter.allCases {
      switch parameter {
      case .demandVariability:
        low.append(try cost { $0.scaleDemandSD(by: 0.8) })
        high.append(try cost { $0.scaleDemandSD(by: 1.2) })
      case .leadTime:
        low.append(try cost { $0.processingTime = Int((Double($0.processingTime) * 0.75).rounded(.down)) })
        high.append(try cost { $0.processingTime = Int((Double($0.processingTime) * 1.25).rounded(.up)) })
      case .serviceTarget:
        low.append(try cost { $0.service = $0.service.shifted(by: -0.01) })
        high.append(try cost { $0.service = $0.service.shifted(by: 0.01) })
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
