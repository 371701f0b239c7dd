import SupplyNetwork

/// Mean and mean absolute deviation that a stage forecasts, in every world.
struct ForecastState<Scalar: LaneScalar> {
  var mean = Lanes<Scalar>()
  var deviation = Lanes<Scalar>()
}

/// A forecast by exponential smoothing, and the levels that follow it, in every world.
struct Forecast<Scalar: LaneScalar> {
  /// m and d before the first period.
  private(set) var start = ForecastState<Scalar>()
  /// How it moves on, and what follows from it.
  private(set) var parameters = ForecastParameters<Scalar>()

  /// Takes the parameters of a world.
  mutating func set(_ lanes: Range<Int>, to policy: ReplenishmentPolicy) {
    let rule = Rule(policy)
    let root = max(0, rule.coverPeriods).squareRoot()
    for lane in lanes {
      start.mean[lane] = rule.demand.startingMean
      start.deviation[lane] = rule.demand.startingDeviation
      parameters.weight[lane] = min(1, max(0, rule.demand.weight))
      parameters.cover[lane] = rule.coverPeriods
      parameters.safety[lane] = rule.safetyFactor * DemandSmoothing.deviationFactor * root
      parameters.span[lane] = rule.spanPeriods
    }
  }

  /// What both kinds of policy that follow a forecast have in common; nothing for the others.
  private struct Rule {
    var demand = DemandSmoothing(weight: 0, startingMean: 0, startingDeviation: 0)
    var safetyFactor = 0.0
    var coverPeriods = 0.0
    var spanPeriods = 0.0

    init(_ policy: ReplenishmentPolicy) {
      switch policy {
      case .smoothedMinMax(let rule):
        (demand, safetyFactor, coverPeriods) = (rule.demand, rule.safetyFactor, rule.coverPeriods)
        spanPeriods = rule.orderPeriods
      case .echelonReplenishment(let rule):
        (demand, safetyFactor, coverPeriods) = (rule.demand, rule.safetyFactor, rule.coverPeriods)
        spanPeriods = rule.extraPeriods
      case .installationBaseStock, .reorderPointOrderUpTo, .reorderPointOrderQuantity, .echelonBaseStock,
        .balancedEchelonBaseStock:
        break
      }
    }
  }
}

/// The parameters of a forecast by exponential smoothing and of the levels that follow it, in every world: often those of
/// many stages.
struct ForecastParameters<Scalar: LaneScalar>: Hashable {
  fileprivate var weight = Lanes<Scalar>()
  /// Periods of mean demand in the minimum.
  fileprivate var cover = Lanes<Scalar>()
  /// Mean absolute deviations in the minimum, 1.25 k√C.
  fileprivate var safety = Lanes<Scalar>()
  /// Periods of mean demand between minimum and maximum.
  fileprivate var span = Lanes<Scalar>()

  /// m ← m + α (x − m), d ← d + α (|x − m| − d).
  @inline(__always)
  func observe(_ seen: Lanes<Scalar>, _ state: inout ForecastState<Scalar>) {
    state.mean += weight * (seen - state.mean)
    state.deviation += weight * ((seen - state.mean).magnitude - state.deviation)
  }

  /// mC + 1.25 kd√C, and n periods of mean demand above it.
  @inline(__always)
  func minimumAndMaximum(
    _ state: ForecastState<Scalar>
  ) -> (minimum: Lanes<Scalar>, maximum: Lanes<Scalar>) {
    let least = state.mean * cover + safety * state.deviation
    return (least, least + span * state.mean)
  }
}
