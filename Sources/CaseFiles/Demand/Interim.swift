import Probability
import SupplyNetwork

/// Moments of the history by definition, until the rules for patterns and distributions stand.
enum DemandEstimation {
  static func profiles(
    of history: DemandHistory, period: CaseSettings.Period, choice: CaseSettings.DistributionChoice
  ) -> [DemandProfile] {
    let scale = Double(period.days) / Double(history.bucketDays)
    return history.series.indices.map { series in
      let values = history.values(of: series)
      let count = Double(values.count)
      let mean = values.reduce(0, +) / count
      let variance = count > 1 ? values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / (count - 1) : 0
      let sd = (variance * scale).squareRoot()
      return DemandProfile(
        item: history.series[series].item, location: history.series[series].location, mean: mean * scale, sd: sd,
        pattern: nil, distribution: distribution(mean: mean * scale, sd: sd, pattern: nil, choice: choice))
    }
  }

  static func distribution(
    mean: Double, sd: Double, pattern: DemandPattern?, choice: CaseSettings.DistributionChoice
  ) -> DemandDistribution {
    sd > 0 ? .normal(mean: mean, sd: sd) : .deterministic(mean: mean)
  }
}

enum CorrelationEstimate {
  static func byItem(_ history: DemandHistory, itemCount: Int) -> [Double] {
    [Double](repeating: 0, count: itemCount)
  }
}

enum ABCClassification {
  static func classes(annualValues: [Double]) -> [Item.ValueClass] { annualValues.map { _ in .b } }
}
