/// Prices that fall with the size of an order, and the lot that makes the most of them (Hadley & Whitin 1963, *Analysis
/// of Inventory Systems*, §2-11 and 2-12).
///
/// Holding cost is a carrying rate × the price paid. Cost includes the purchase of all demand.
public enum QuantityDiscount {
  /// What a price below a higher one applies to.
  public enum Kind: String, Sendable, CaseIterable {
    /// All units of an order that reaches the quantity.
    case allUnits = "all units"
    /// The units of an order beyond the quantity.
    case incremental
  }

  /// A line of the price list.
  public struct PriceBreak: Sendable, Equatable {
    /// Orders from this quantity on have the price, in units.
    public var quantity: Double
    /// In money per unit.
    public var unitCost: Double

    /// Makes a line.
    public init(from quantity: Double, unitCost: Double) {
      self.quantity = quantity
      self.unitCost = unitCost
    }
  }

  /// The cheapest lot under a price list.
  public struct Lot: Sendable, Equatable {
    /// Q, in units.
    public var quantity: Double
    /// Which line of the price list it reaches, from 0.
    public var priceBreak: Int
    /// What a unit of it costs on average, in money per unit.
    public var averageUnitCost: Double
    /// Purchase, orders and holding, in money per period.
    public var costRate: Double
  }

  /// What the method is.
  public static var description: MethodDescription {
    MethodDescription(
      name: "quantity-discounts", model: .singleStage,
      summary: "cheapest lot under prices that fall with the order, for all its units or for those beyond a quantity",
      topologies: [.single], demand: "steady", guarantee: .exact,
      source: "Hadley & Whitin 1963, Analysis of Inventory Systems")
  }

  /// The cheapest lot.
  ///
  /// *All units*: the best of each price's own economic order quantity, where it falls inside, and of the quantities at
  /// which a price begins. *Incremental*: price i is that of a lot at unit cost cᵢ with the fixed cost K + aᵢ, where
  /// aᵢ = Σ_{k≤i} (c_{k−1} − c_k)·b_k is what the earlier units cost more; its economic order quantity is best where
  /// it falls inside, and the best of those is the best of all, as the cost has downward kinks only.
  ///
  /// - Parameters:
  ///   - kind: what a price applies to.
  ///   - prices: the price list; quantities rise from 0 on and unit costs do not rise.
  ///   - fixedOrderCost: K, in money per order.
  ///   - carryingRate: holding cost per money of stock and period; above 0.
  ///   - demandRate: d, in units per period; above 0.
  ///
  /// Complexity: O(prices).
  public static func optimalLot(
    _ kind: Kind, prices: [PriceBreak], fixedOrderCost: Double, carryingRate: Double, demandRate: Double
  ) throws(SolverError) -> Lot {
    try check(prices, fixedOrderCost, carryingRate, demandRate)
    var best: Lot?
    // Σ (c_{k−1} − c_k)·b_k.
    var surcharge = 0.0
    for (index, price) in prices.enumerated() {
      let end = index + 1 < prices.count ? prices[index + 1].quantity : .infinity
      let candidate: Lot
      switch kind {
      case .allUnits:
        let economic = (2 * fixedOrderCost * demandRate / (carryingRate * price.unitCost)).squareRoot()
        let quantity = max(economic, price.quantity)
        guard quantity < end else { continue }
        candidate = Lot(
          quantity: quantity, priceBreak: index, averageUnitCost: price.unitCost,
          costRate: costRate(of: quantity, at: price.unitCost, fixedOrderCost, carryingRate, demandRate))
      case .incremental:
        if index > 0 { surcharge += (prices[index - 1].unitCost - price.unitCost) * price.quantity }
        let quantity =
          (2 * (fixedOrderCost + surcharge) * demandRate / (carryingRate * price.unitCost)).squareRoot()
        guard quantity >= price.quantity, quantity < end else { continue }
        let average = quantity > 0 ? price.unitCost + surcharge / quantity : price.unitCost
        candidate = Lot(
          quantity: quantity, priceBreak: index, averageUnitCost: average,
          costRate: costRate(of: quantity, at: average, fixedOrderCost, carryingRate, demandRate))
      }
      if candidate.costRate < best?.costRate ?? .infinity { best = candidate }
    }
    guard let best, best.costRate.isFinite, best.quantity.isFinite else {
      throw .invalid(reason: "the cost of every lot leaves the range of numbers")
    }
    return best
  }

  /// Cost of a given lot, in money per period.
  public static func costRate(
    ofLot quantity: Double, _ kind: Kind, prices: [PriceBreak], fixedOrderCost: Double, carryingRate: Double,
    demandRate: Double
  ) throws(SolverError) -> Double {
    try check(prices, fixedOrderCost, carryingRate, demandRate)
    try InputCheck.positive(quantity, "the lot")
    var surcharge = 0.0
    var unitCost = prices[0].unitCost
    for price in prices where price.quantity <= quantity {
      surcharge += (unitCost - price.unitCost) * price.quantity
      unitCost = price.unitCost
    }
    if kind == .incremental { unitCost += surcharge / quantity }
    let cost = costRate(of: quantity, at: unitCost, fixedOrderCost, carryingRate, demandRate)
    return try InputCheck.inRange(cost, "the cost of the lot")
  }

  private static func costRate(
    of quantity: Double, at unitCost: Double, _ fixedOrderCost: Double, _ carryingRate: Double, _ demandRate: Double
  ) -> Double {
    let orders = fixedOrderCost > 0 ? fixedOrderCost * (demandRate / quantity) : 0
    return unitCost * demandRate + orders + carryingRate * unitCost * quantity / 2
  }

  private static func check(
    _ prices: [PriceBreak], _ fixedOrderCost: Double, _ carryingRate: Double, _ demandRate: Double
  ) throws(SolverError) {
    try InputCheck.notNegative(fixedOrderCost, "fixed order cost")
    try InputCheck.positive(carryingRate, "carrying rate")
    try InputCheck.positive(demandRate, "demand rate")
    guard let first = prices.first, first.quantity == 0 else {
      throw .invalid(reason: "a price list must begin with a price from quantity 0 on")
    }
    for (index, price) in prices.enumerated() {
      try InputCheck.positive(price.unitCost, "the unit cost from quantity \(price.quantity) on")
      try InputCheck.notNegative(price.quantity, "the quantity of price \(index + 1)")
      guard index > 0 else { continue }
      guard price.quantity > prices[index - 1].quantity, price.unitCost <= prices[index - 1].unitCost else {
        throw .invalid(reason: "quantities of a price list must rise and unit costs must not")
      }
    }
  }
}
