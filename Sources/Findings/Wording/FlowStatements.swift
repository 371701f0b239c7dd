import SupplyNetwork

/// What the simulation does where stock does not reach, in words.
extension CaseSettings.Simulation {
  /// What becomes of unmet demand, as a sentence without its full stop.
  func unmetDemandStatement(_ format: NumberFormat) -> String {
    switch unmetDemand {
    case .backorder: "Unmet demand waits"
    case .lostSale: "Unmet demand of consumers is lost"
    case .partial:
      "Of unmet demand of consumers, \(format.percent(waitingShare)) waits and the rest is lost"
    }
  }

  /// Sentences on what differs from the standard: shares of short stock, consumers who wait, largest orders.
  func flowAssumptions(_ model: NetworkModel) -> [String] {
    let format = NumberFormat(model.settings)
    var list: [String] = []
    switch allocation {
    case .proportional: break
    case .firstCome:
      list.append("A supplier that is short fills orders in the sequence of the periods in which they fell due.")
    case .fairShare:
      list.append(
        "A supplier that is short shares its stock so that the customers' stock lasts equally long at mean demand (Eppen & "
          + "Schrage 1981).")
    case .priority:
      list.append(
        "A supplier that is short serves its own consumers first, then locations by their priority in locations.csv.")
    }
    if unmetDemand == .partial { list.append(unmetDemandStatement(format) + " (Montgomery, Bazaraa & Keswani 1973).") }
    let limited = model.networks.reduce(0) { $0 + $1.stages.count { $0.maximumOrder != nil } }
    if limited > 0 {
      list.append(
        "Largest orders at \(format.count(limited, "stage")) hold in the simulation: what exceeds one is "
          + "ordered at the next review. The plan does not know of them.")
    }
    return list
  }
}
