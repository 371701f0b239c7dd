import Foundation
import Probability
import SupplyNetwork

extension SampleCase {
  /// Sizes of the signal trap sample.
  public struct SignalTrapSize: Sendable {
    /// Stores.
    public var stores = 4_500
    /// DCs, at most one per store.
    public var dcs = 50
    /// Items.
    public var items = 10

    /// The standard size.
    public init() {}
  }

  /// A network caught in the signal trap: a regional centre, DCs and stores that order by what they themselves sold or
  /// shipped, after a time in which the centre shipped nothing.
  ///
  /// Empty shelves sell nothing, so stores expect little, order little and the DCs ship little; the centre stays full.
  /// The case proposes that every tier orders by demand at the points of sale instead.
  ///
  /// Today's rules hold no safety stock and replenish in small steps: with a safety factor of 0.5 and three days between
  /// minimum and maximum, the same disruption costs some service and is overcome within weeks; without a disruption
  /// nothing happens at all. The report of the case shows where the trap closes. The files depend on the arguments
  /// alone. Complexity: O(stores × items) time and memory.
  public static func signalTrap(seed: UInt64, size: SignalTrapSize = SignalTrapSize()) -> [SampleFile] {
    let stores = max(1, size.stores)
    let network = ConsumerGoodsNetwork(seed: seed, stores: stores, dcs: min(max(1, size.dcs), stores))
    let items = ConsumerGoodsItem.assortment(seed: seed, count: max(1, size.items))
    let standard = SignalTrapSize()
    var arguments = "--seed \(seed)"
    if size.stores != standard.stores { arguments += " --stores \(network.stores.count)" }
    if size.dcs != standard.dcs { arguments += " --dcs \(network.dcs.count)" }
    if size.items != standard.items { arguments += " --items \(items.count)" }
    return [
      SampleFile(name: "case.yaml", text: signalTrapSettings(arguments: arguments, network)),
      network.locationsFile(central: "Regional centre", dcs: "DCs"), signalTrapLanes(network),
      ConsumerGoodsItem.file(items), signalTrapDemand(seed: seed, network, items),
    ]
  }

  /// Days from the outside supplier to the regional centre.
  private static let centreLeadTime = 14

  private static func signalTrapLanes(_ network: ConsumerGoodsNetwork) -> SampleFile {
    var table = CSVText(header: "from,to,lead_time,review_period")
    table.append("", network.central.id, String(centreLeadTime), "1")
    for dc in network.dcs { table.append(network.central.id, dc.id, String(dc.leadTime), "1") }
    for store in network.stores {
      table.append(network.dcs[store.dc].id, store.site.id, String(store.site.leadTime), "1")
    }
    return SampleFile(name: "lanes.csv", text: table.text)
  }

  /// Poisson demand, a few units a day.
  private static func signalTrapDemand(
    seed: UInt64, _ network: ConsumerGoodsNetwork, _ items: [ConsumerGoodsItem]
  ) -> SampleFile {
    var table = CSVText(header: "location,item,mean,sd,distribution")
    for (index, item) in items.enumerated() {
      var stream = RandomStream(seed: seed, path: [6, UInt64(index)])
      let median = exp(1 + 0.6 * stream.normal())
      for store in network.stores {
        let mean = max(0.05, (median * store.size * exp(0.2 * stream.normal()) * 1_000).rounded() / 1_000)
        table.append(
          store.site.id, item.id, CSVText.number(mean, decimals: 3),
          CSVText.number(mean.squareRoot(), decimals: 3), "poisson")
      }
    }
    return SampleFile(name: "demand_rates.csv", text: table.text)
  }

  private static func signalTrapSettings(arguments: String, _ network: ConsumerGoodsNetwork) -> String {
    """
    title: Out of the signal trap
    organisation: Consumer Goods Example
    notice: "Synthetic data, written by meio sample signal-trap \(arguments). No real company, product or place."
    as_of: 2026-11-01
    period: day
    currency: USD
    carrying_rate: 0.25
    service: {measure: cycle_service_level, default: 0.97, by_class: {}}
    demand: {correlation: 0}
    optimization: {model: guaranteed_service, max_service_time: 0}
    current_policy: local_min_max
    replenishment:
      current:                    # every location forecasts from what it sold or shipped itself
        all: {policy: local_min_max, signal: quantities_shipped, smoothing: 0.1, safety_factor: 0, order_periods: 0.5}
      proposed:                   # orders follow demand at the points of sale
        all: {policy: point_of_sale_echelon, signal: consumer_demand, smoothing: 0.02}
    simulation:
      periods: 365
      warm_up: 90
      replications: 8
      seed: 1
      unmet_demand: lost_sale
      unfilled_orders: cancel
      disruptions:                # what starts the trap: the regional centre ships nothing for a while
        - {from: \(network.central.id), start: 15, periods: 60}
    plan: {start: 2027-01-01}

    """
  }
}
