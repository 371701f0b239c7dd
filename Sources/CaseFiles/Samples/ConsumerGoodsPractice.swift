import Foundation
import Probability
import SupplyNetwork

/// How the consumer goods sample is run today: rules of thumb in days of cover that ask neither how much demand varies
/// nor how long a supplier takes.
struct ConsumerGoodsPractice {
  /// Days of demand that one order-up-to level covers, for an item at every place.
  struct Cover {
    var central: Double
    var dcs: [Double]
    var stores: [Double]
  }

  /// Today's stock of an item at a place, as `inventory.csv` has it.
  struct Record {
    var onHand: Double
    var onOrder: Double
    var orderUpTo: Double
    var safetyStock: Double
    var fillRate: Double
    var stockoutsPerMonth: Double
    /// What happens to stand above the order-up-to level, relative to other excesses: 0 at most places.
    var excess: Double
    /// Days that an order waits at this place because it has run out.
    var delay: Double
  }

  /// Days between orders at the central DC.
  static let centralReviewPeriod = 7

  /// What planners of the sample think right: in the DCs more days for items that nobody minds, a few days more for
  /// imported items however long they take, and on the shelf, where space is short, fewer days in busy stores and for
  /// slow items.
  static func cover(seed: UInt64, index: Int, item: ConsumerGoodsItem, network: ConsumerGoodsNetwork) -> Cover {
    var stream = RandomStream(seed: seed, path: [6, UInt64(index)])
    func days(_ a: Double, _ b: Double, _ c: Double, within spread: Double) -> Double {
      let standard = item.valueClass == .a ? a : item.valueClass == .b ? b : c
      return standard + spread * (2 * stream.uniform() - 1)
    }
    let surcharge = item.leadTime >= 28 ? 5.0 : 0
    return Cover(
      central: days(33, 38, 52, within: 4) + surcharge,
      dcs: network.dcs.map { _ in days(11, 14, 22, within: 2) },
      stores: network.stores.map { store in days(5.3, 4.5, 3.7, within: 0.8) - (store.size > 1.2 ? 1 : 0) })
  }

  /// What stands on the shelf at a place on a typical day under an order-up-to level of some days of demand, and the
  /// service it gives: the order-up-to level against demand over lead time and review period.
  ///
  /// - Parameters:
  ///   - demand: mean and standard deviation a day, in units.
  ///   - supplierDelay: days that the supplier keeps orders waiting, on average (Little's law on its backorders).
  init(
    cover: Double, safetyDays: Double, demand: (mean: Double, sd: Double), leadTime: Int, reviewPeriod: Int,
    supplierDelay: Double, excessLikelihood: Double, _ stream: inout RandomStream
  ) {
    let orderUpTo = max(1, (cover * demand.mean).rounded(.up))
    func over(_ days: Double) -> DemandDistribution {
      .negativeBinomial(mean: demand.mean * days, sd: demand.sd * days.squareRoot())
    }
    func shortage(_ days: Double) -> Double { days > 0 ? over(days).expectedShortage(beyond: orderUpTo) : 0 }

    let shortest = Double(leadTime) + supplierDelay
    let protection = shortest + Double(reviewPeriod - 1)
    let missed = shortage(protection) - shortage(shortest - 1)
    let expected = Double(reviewPeriod) * demand.mean
    let fillRate = expected > 0 ? min(1, max(0, 1 - missed / expected)) : 1
    let stockoutProbability = min(1, max(0, 1 - over(protection).cumulative(orderUpTo)))

    // How far the count falls into the review cycle, and the demand since the last order that has arrived.
    let sinceOrder = Int(stream.uniform() * Double(reviewPeriod))
    let phase = ((sinceOrder - leadTime) % reviewPeriod + reviewPeriod) % reviewPeriod
    let recent = Double(sinceOrder) * demand.mean
    let days = shortest + Double(phase)
    // Half the spread: a typical day, not any day.
    let drawn = demand.mean * days + 0.5 * demand.sd * days.squareRoot() * stream.normal()
    let onHand = max(0, (orderUpTo - max(0, drawn)).rounded())
    let isExcessive = stream.uniform() < excessLikelihood
    let excessDays = 15 + 35 * stream.uniform()

    record = Record(
      onHand: onHand, onOrder: max(0, orderUpTo - recent.rounded() - onHand), orderUpTo: orderUpTo,
      safetyStock: (safetyDays * demand.mean).rounded(.up), fillRate: fillRate,
      stockoutsPerMonth: Self.stockoutsPerMonth(
        probability: stockoutProbability, protection: protection, reviewPeriod: Double(reviewPeriod)),
      excess: isExcessive ? excessDays * demand.mean : 0,
      delay: demand.mean > 0 ? shortage(protection) / demand.mean : 0)
  }

  /// The place's line of `inventory.csv`.
  var record: Record

  /// How often a month stock runs out: once in a review period at most, and less often where one shortage lasts over
  /// several, which the rate of upcrossings of a normal sequence tells (Rice 1945,
  /// doi:10.1002/j.1538-7305.1945.tb00453.x).
  private static func stockoutsPerMonth(probability: Double, protection: Double, reviewPeriod: Double) -> Double {
    let chances = 365.0 / 12 / reviewPeriod
    let overlap = max(0, 1 - reviewPeriod / max(protection, reviewPeriod))
    let height = StandardNormal.density(StandardNormal.quantile(probability))
    let upcrossings = height * ((1 - overlap) / .pi).squareRoot()
    return chances * min(probability * (1 - probability), upcrossings)
  }
}
