import Foundation
import Probability
import SupplyNetwork

/// A year of weekly demand of one item in all stores.
///
/// Counts are Poisson around a rate that all stores share in part (season, promotions, the item's and the region's own
/// ups and downs) and that is each store's own in part, so that demand varies more than Poisson demand does and the
/// stores' demands are positively correlated.
struct ConsumerGoodsDemand {
  /// Weeks of history.
  static let weeks = 52
  /// First day of the first week; the last week ends on the day before ``asOf``.
  static let firstDate = asOf.adding(days: -7 * weeks)
  /// The day on which stock was counted, 2026-11-01.
  static let asOf = CalendarDate(dayNumber: 20_758)

  /// Units by store, then week.
  let quantities: [Int]

  /// Draws the demand of an item.
  ///
  /// - Parameters:
  ///   - index: number of the item, which chooses its random streams.
  ///   - weeklyUnits: expected units a week of the average store.
  init(seed: UInt64, index: Int, item: ConsumerGoodsItem, weeklyUnits: Double, network: ConsumerGoodsNetwork) {
    let profile = item.weeklyProfile
    let shared = Self.factors(seed: seed, path: [3, UInt64(index)], sd: 0.22)
    let regional = network.dcs.indices.map { dc in
      let factors = Self.factors(seed: seed, path: [4, UInt64(index), UInt64(dc)], sd: 0.16)
      return (0..<Self.weeks).map { profile[$0] * shared[$0] * factors[$0] }
    }
    var quantities = [Int](repeating: 0, count: network.stores.count * Self.weeks)
    for (number, store) in network.stores.enumerated() {
      var stream = RandomStream(seed: seed, path: [5, UInt64(index), UInt64(number)])
      let taste = exp(0.3 * stream.normal() - 0.045)
      let base = weeklyUnits * store.size * taste
      let noise = item.storeNoise
      for week in 0..<Self.weeks {
        let rate = base * regional[store.dc][week] * exp(noise * stream.normal() - 0.5 * noise * noise)
        quantities[number * Self.weeks + week] = Self.count(rate: rate, &stream)
      }
    }
    self.quantities = quantities
  }

  /// The weeks of a store, oldest first.
  func weeks(ofStore store: Int) -> ArraySlice<Int> {
    quantities[store * Self.weeks..<(store + 1) * Self.weeks]
  }

  /// Mean and standard deviation per day of the demand of some stores together.
  func dailyMoments(ofStores stores: [Int]) -> (mean: Double, sd: Double) {
    var mean = 0.0
    var squares = 0.0
    for week in 0..<Self.weeks {
      let total = stores.reduce(0) { $0 + quantities[$1 * Self.weeks + week] }
      // Welford's update.
      let difference = Double(total) - mean
      mean += difference / Double(week + 1)
      squares += difference * (Double(total) - mean)
    }
    return (mean / 7, (squares / Double(Self.weeks - 1) / 7).squareRoot())
  }

  /// Lognormal factors of mean 1, one a week.
  private static func factors(seed: UInt64, path: [UInt64], sd: Double) -> [Double] {
    var stream = RandomStream(seed: seed, path: path)
    return (0..<weeks).map { _ in exp(sd * stream.normal() - 0.5 * sd * sd) }
  }

  /// A Poisson count: by inversion, or rounded from the normal distribution where the rate is high.
  private static func count(rate: Double, _ stream: inout RandomStream) -> Int {
    if rate > 50 { return max(0, Int((rate + rate.squareRoot() * stream.normal()).rounded())) }
    var left = stream.uniform()
    var probability = exp(-rate)
    var count = 0
    while left > probability && count < 400 {
      left -= probability
      count += 1
      probability *= rate / Double(count)
    }
    return count
  }
}
