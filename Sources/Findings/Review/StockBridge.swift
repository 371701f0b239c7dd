import SupplyNetwork

/// How today's measured stock of one review became that of another: quantities at the unit costs of before, then
/// prices, then what came into the records or left them.
public struct StockBridge: Sendable, Equatable, Encodable {
  /// Stock measured before: money, or units where any unit cost is unknown.
  public var start = 0.0
  /// What quantities add by tier of now, at the unit costs of before.
  public var quantityByTier: [Double]
  /// What other unit costs add, for the quantities of now.
  public var price = 0.0
  /// Stock of items at locations that are measured for the first time, at unit costs of now.
  public var came = 0.0
  /// Stock of items at locations that are no longer measured, below 0.
  public var went = 0.0
  /// Stock measured now.
  public var end = 0.0
  /// Stages measured at both times.
  public var stagesInBoth = 0

  /// Whether nothing moved at all.
  var isUnchanged: Bool { quantityByTier.allSatisfy { $0 == 0 } && price == 0 && came == 0 && went == 0 }

  /// Compares the records of two models; `nil` where either has none, or does not count them.
  ///
  /// - Parameter hasValue: whether stock is counted in money.
  init?(_ match: ModelMatch, hasValue: Bool) {
    let (then, now) = (match.then, match.now)
    guard then.measuresStock, now.measuresStock else { return nil }
    func cost(_ item: Item) -> Double { hasValue ? item.unitCost ?? 0 : 1 }
    quantityByTier = [Double](repeating: 0, count: now.tiers.count)
    var isSeen = then.inventory.map { [Bool](repeating: false, count: $0.count) }
    for (network, content) in now.networks.enumerated() {
      for (index, stage) in content.stages.enumerated() {
        let place = match.stages[network][index]
        let before = place.flatMap { then.inventory[$0.network][$0.stage] }
        let record = now.inventory[network][index]
        let costNow = cost(now.items[stage.item])
        if let record { end += record.onHand * costNow }
        guard let place, let before, let record else {
          if let record { came += record.onHand * costNow }
          continue
        }
        isSeen[place.network][place.stage] = true
        stagesInBoth += 1
        let costThen = cost(then.items[then.networks[place.network].stages[place.stage].item])
        quantityByTier[now.tier(of: stage)] += (record.onHand - before.onHand) * costThen
        price += record.onHand * (costNow - costThen)
      }
    }
    for (network, content) in then.networks.enumerated() {
      for (index, stage) in content.stages.enumerated() {
        guard let record = then.inventory[network][index] else { continue }
        let value = record.onHand * cost(then.items[stage.item])
        start += value
        if !isSeen[network][index] { went -= value }
      }
    }
  }
}

extension NetworkModel {
  /// Whether today's stock is that of inventory.csv, at any stage.
  var measuresStock: Bool {
    settings.currentPolicy == .fromInventory && inventory.contains { $0.contains { $0 != nil } }
  }

  /// Whether every unit cost is known.
  var hasValue: Bool { items.allSatisfy { $0.unitCost != nil } }
}
