import SupplyNetwork

/// Mean and mean absolute deviation that a stage forecasts, in every world.
struct ForecastState<Scalar: LaneScalar> {
  var mean = Lanes<Scalar>()
  var deviation = Lanes<Scalar>()
}

/// The parameters of a forecast by exponential smoothing and of the levels that follow it, in every world.
struct Forecast<Scalar: LaneScalar> {
  /// m and d before the first period.
  let start: ForecastState<Scalar>
  private let weight: Lanes<Scalar>
  /// Periods of mean demand in the minimum.
  private let cover: Lanes<Scalar>
  /// Mean absolute deviations in the minimum, 1.25 k√C.
  private let safety: Lanes<Scalar>
  /// Periods of mean demand between minimum and maximum.
  private let span: Lanes<Scalar>

  init(_ policies: [ReplenishmentPolicy]) {
    let rules = policies.map { Rule($0) }
    func lanes(_ value: (Rule) -> Double) -> Lanes<Scalar> { Lanes(rules.count) { value(rules[$0]) } }
    start = ForecastState(mean: lanes(\.demand.startingMean), deviation: lanes(\.demand.startingDeviation))
    weight = lanes { min(1, max(0, $0.demand.weight)) }
    cover = lanes(\.coverPeriods)
    safety = lanes { $0.safetyFactor * DemandSmoothing.deviationFactor * max(0, $0.coverPeriods).squareRoot() }
    span = lanes(\.spanPeriods)
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
      case .installationBaseStock, .reorderPointOrderUpTo, .reorderPointOrderQuantity, .echelonBaseStock: break
      }
    }
  }

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
