/// Items that share a fixed cost per order, ordered together every base cycle or every whole multiple of it.
public enum JointReplenishment {
  /// An item of a family that is ordered together.
  public struct Item: Sendable, Equatable {
    /// k, in money per order that contains the item.
    public var fixedOrderCost: Double
    /// h, in money per unit per period.
    public var holdingCostRate: Double
    /// d, in units per period.
    public var demandRate: Double

    /// Makes an item.
    public init(fixedOrderCost: Double, holdingCostRate: Double, demandRate: Double) {
      self.fixedOrderCost = fixedOrderCost
      self.holdingCostRate = holdingCostRate
      self.demandRate = demandRate
    }
  }

  /// When and how much to order of every item.
  public struct Schedule: Sendable, Equatable {
    /// T, in periods; the shared fixed cost falls due once in it.
    public var baseCycleTime: Double
    /// Per item: every how many base cycles it is ordered; 0 = never, for want of demand.
    public var cycleMultiples: [Int]
    /// Per item: what is ordered each time, in units.
    public var quantities: [Double]
    /// Orders and holding of all items, in money per period.
    public var costRate: Double
  }

  /// What the method is.
  public static var description: MethodDescription {
    MethodDescription(
      name: "joint-replenishment", model: .singleStage,
      summary: "base cycle and whole multiples of it for items that share a fixed cost per order",
      topologies: [.single], demand: "steady", guarantee: .exact,
      source: "Silver 1976, doi:10.1287/mnsc.22.12.1351; Wildeman, Frenk & Dekker 1997, "
        + "doi:10.1016/S0377-2217(96)00106-8")
  }

  /// A good schedule at once (Silver 1976, doi:10.1287/mnsc.22.12.1351): the item with the least k/(hd) is in every
  /// order, the multiples of the others are √(k/(hd) · ĥd̂/(K + k̂)) to the nearest whole number.
  ///
  /// - Parameter sharedFixedCost: K, in money per order, whatever it contains.
  ///
  /// Complexity: O(items).
  public static func silverSchedule(
    sharedFixedCost: Double, items: [Item]
  ) throws(SolverError) -> Schedule {
    try check(sharedFixedCost, items)
    let patience = items.map { $0.fixedOrderCost / $0.holdingValue }
    let shortest = items.indices.filter { items[$0].holdingValue > 0 }.min { patience[$0] < patience[$1] }
    guard let shortest else { return idle(items) }
    let every = items[shortest]
    let multiples = items.indices.map { index in
      guard items[index].holdingValue > 0 else { return 0 }
      guard index != shortest, items[index].fixedOrderCost > 0 else { return 1 }
      let ratio = (patience[index] * every.holdingValue / (sharedFixedCost + every.fixedOrderCost)).squareRoot()
      // Beyond that the item is hardly ever ordered.
      return Int(min(max(1, ratio.rounded()), 1e9))
    }
    return try schedule(multiples, sharedFixedCost, items)
  }

  /// The cheapest schedule of this form, proven.
  ///
  /// At a base cycle T the best multiple of an item is the least m with m(m + 1) ≥ 2k/(hdT²): as T falls, the multiples
  /// rise one by one, and every vector of them has a best T in closed form. A base cycle below
  /// K ÷ (best cost − Σ √(2khd)) cannot be better, as the items alone cost Σ √(2khd) at least (Wildeman, Frenk & Dekker
  /// 1997, doi:10.1016/S0377-2217(96)00106-8). The shared cost falls due every base cycle, even where an order is empty.
  ///
  /// - Parameter sharedFixedCost: K, in money per order; above 0, as the items have nothing to do with each other else.
  /// - Throws: ``SolverError/tooLarge(reason:)`` where K is so small that there are too many vectors.
  ///
  /// Complexity: O(items × vectors of multiples).
  public static func optimalSchedule(
    sharedFixedCost: Double, items: [Item]
  ) throws(SolverError) -> Schedule {
    try InputCheck.positive(sharedFixedCost, "shared fixed cost")
    try check(sharedFixedCost, items)
    var multiples = items.map { $0.holdingValue > 0 ? 1 : 0 }
    var best = try schedule(multiples, sharedFixedCost, items)
    guard best.costRate > 0 else { return best }
    let alone = items.reduce(0) { $0 + (2 * $1.fixedOrderCost).squareRoot() * $1.holdingValue.squareRoot() }
    // K + Σ k/m and Σ hdm.
    var orderCost = items.indices.reduce(sharedFixedCost) { $0 + (multiples[$1] > 0 ? items[$1].fixedOrderCost : 0) }
    var holdingValue = items.reduce(0) { $0 + $1.holdingValue }
    var bestCost = best.costRate
    var bestMultiples = multiples
    // Base cycle at which the multiple of an item rises.
    func rise(_ index: Int) -> Double {
      guard multiples[index] > 0 else { return 0 }
      let multiple = Double(multiples[index])
      return (2 * items[index].fixedOrderCost / (items[index].holdingValue * multiple * (multiple + 1))).squareRoot()
    }
    var rises = items.indices.map(rise)
    for step in 0... {
      guard let next = rises.indices.max(by: { rises[$0] < rises[$1] }), rises[next] > 0 else { break }
      if rises[next] * (bestCost - alone) < sharedFixedCost { break }
      guard step < mostVectors else {
        throw .tooLarge(reason: "the shared fixed cost is too small beside those of the items")
      }
      let multiple = Double(multiples[next])
      orderCost -= items[next].fixedOrderCost / (multiple * (multiple + 1))
      holdingValue += items[next].holdingValue
      multiples[next] += 1
      rises[next] = rise(next)
      let cost = (2 * orderCost).squareRoot() * holdingValue.squareRoot()
      if cost < bestCost {
        bestCost = cost
        bestMultiples = multiples
      }
    }
    best = try schedule(bestMultiples, sharedFixedCost, items)
    return best
  }

  /// Vectors of multiples that are looked at before the search gives up.
  private static let mostVectors = 5_000_000

  /// The best base cycle of given multiples.
  private static func schedule(
    _ multiples: [Int], _ sharedFixedCost: Double, _ items: [Item]
  ) throws(SolverError) -> Schedule {
    var orderCost = sharedFixedCost
    var holdingValue = 0.0
    for (item, multiple) in zip(items, multiples) where multiple > 0 {
      orderCost += item.fixedOrderCost / Double(multiple)
      holdingValue += item.holdingValue * Double(multiple)
    }
    guard holdingValue > 0 else { return idle(items) }
    let time = try InputCheck.inRange((2 * orderCost / holdingValue).squareRoot(), "the base cycle")
    let cost = try InputCheck.inRange((2 * orderCost * holdingValue).squareRoot(), "the cost of the schedule")
    return Schedule(
      baseCycleTime: time, cycleMultiples: multiples,
      quantities: zip(items, multiples).map { $0.demandRate * time * Double($1) }, costRate: cost)
  }

  /// Nothing is ever ordered.
  private static func idle(_ items: [Item]) -> Schedule {
    Schedule(
      baseCycleTime: 0, cycleMultiples: items.map { _ in 0 }, quantities: items.map { _ in 0 }, costRate: 0)
  }

  private static func check(_ sharedFixedCost: Double, _ items: [Item]) throws(SolverError) {
    try InputCheck.notNegative(sharedFixedCost, "shared fixed cost")
    for item in items {
      try InputCheck.notNegative(item.fixedOrderCost, "fixed order cost of an item")
      try InputCheck.positive(item.holdingCostRate, "holding cost rate of an item")
      try InputCheck.notNegative(item.demandRate, "demand rate of an item")
      try InputCheck.finite(item.holdingValue, "holding cost rate × demand rate of an item")
    }
  }
}

extension JointReplenishment.Item {
  /// hd, in money per period².
  fileprivate var holdingValue: Double { holdingCostRate * demandRate }
}
