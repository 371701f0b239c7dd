import Probability
import SupplyNetwork

/// What serial and assembly networks come down to: stages in a row, all quantities in units of the end item.
///
/// Position 0 is the end item. In an assembly the row is in order of the total lead time to the end item, and a step
/// from one position to the next takes the difference of the two (Rosling 1989, doi:10.1287/opre.37.4.565); in a
/// serial network that is the chain itself.
struct EchelonChain: Sendable, Equatable {
  /// One position of the row.
  struct Link: Sendable, Equatable {
    /// Index of the stage in the network.
    var stage: Int
    /// Position of the stage that it supplies; −1 at the end item.
    var customer: Int
    /// Units of the stage's item in one unit of the end item.
    var unitsPerEndUnit: Double
    /// L: from shipment, or order to the outside, to the unit being available, in periods.
    var leadTime: Int
    /// M: from there to the end item being available, L included, in periods.
    var totalLeadTime: Int
    /// Its total lead time less that of the position before, in periods.
    var stepLeadTime: Int
    /// Local holding cost rate, in money per end unit per period.
    var holdingCostRate: Double
    /// Echelon holding cost rate: the local one less that of its inputs, in money per end unit per period.
    var echelonHoldingCostRate: Double
  }

  /// The row, end item first.
  var links: [Link]
  /// Demand for the end item per period.
  var demand: DemandDistribution
  /// p, in money per end unit per period.
  var backorderCostRate: Double

  /// p plus the echelon holding cost rates from a position on; p itself after the last: what a unit of stock moved
  /// downstream of the position is worth while the end item is short.
  var penalties: [Double] {
    var result = [backorderCostRate]
    for link in links.reversed() { result.append(result[result.count - 1] + link.echelonHoldingCostRate) }
    return result.reversed()
  }

  /// Holding cost of what is on its way between stages, at the rates of its parts: Σ h_e (M − L) μ, in money per
  /// period. It does not depend on base stocks.
  var pipelineHoldingCost: Double {
    demand.mean * links.reduce(0) { $0 + $1.echelonHoldingCostRate * Double($1.totalLeadTime - $1.leadTime) }
  }

  /// Mean demand of the total lead time of a position, in end units.
  func meanDemand(to position: Int) -> Double { demand.mean * Double(links[position].totalLeadTime) }

  /// Echelon base stocks of a plan for the network, in units of each stage, as levels of the row: in end units, none
  /// above those of the positions upstream, which it could not reach.
  func levels(_ echelonBaseStocks: [Double]) -> [Double] {
    EchelonChain.nested(links.map { echelonBaseStocks[$0.stage] / $0.unitsPerEndUnit })
  }

  /// Levels none of which is above one further upstream.
  static func nested(_ levels: [Double]) -> [Double] {
    var result = levels
    for position in result.indices.dropLast().reversed() {
      result[position] = min(result[position], result[position + 1])
    }
    return result
  }
}
