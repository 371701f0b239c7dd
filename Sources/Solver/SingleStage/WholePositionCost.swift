/// What stock and backorders are expected to cost per period at every whole inventory position:
/// G(y) = h·E[(y − D)⁺] + p·E[(D − y)⁺], with D the demand that the position must cover.
///
/// A table over the quantities of demand, straight lines beyond; convex. Sums over a range are differences of prefix
/// sums, so that a policy of any size is evaluated at once.
struct WholePositionCost {
  private let holdingCostRate: Double
  private let backorderCostRate: Double
  private let least: Int
  private let greatest: Int
  private let meanDemand: Double
  /// E[(y − D)⁺] of `least + index`, and of all before that position together.
  private let onHand: [Double]
  private let onHandBefore: [Double]
  /// E[(D − y)⁺] of `least + index`, and of all before that position together.
  private let short: [Double]
  private let shortBefore: [Double]
  /// The smallest y with P(D > y) ≤ h/(p + h): where the cost is least.
  let cheapestPosition: Int

  /// Complexity: O(quantities).
  init(demand: DiscreteDemand, costs: ReplenishmentCosts) {
    holdingCostRate = costs.holdingCostRate
    backorderCostRate = costs.backorderCostRate
    least = demand.least
    greatest = demand.greatest
    meanDemand = demand.mean
    let count = demand.probabilities.count
    var onHand = [Double](repeating: 0, count: count)
    var short = onHand
    var atMost = 0.0
    for index in 1..<max(1, count) {
      atMost += demand.probabilities[index - 1]
      onHand[index] = onHand[index - 1] + atMost
    }
    var above = 0.0
    var cheapest = count - 1
    for index in stride(from: count - 2, through: 0, by: -1) {
      above += demand.probabilities[index + 1]
      short[index] = short[index + 1] + above
      // Where rounding decides, two positions cost the same: the smaller.
      if above <= costs.criticalExceedance * (1 + 1e-12) { cheapest = index }
    }
    self.onHand = onHand
    self.short = short
    onHandBefore = Self.sumsBefore(onHand)
    shortBefore = Self.sumsBefore(short)
    cheapestPosition = least + cheapest
  }

  /// G(y), in money per period.
  func callAsFunction(_ position: Int) -> Double {
    if position < least { return backorderCostRate * (meanDemand - Double(position)) }
    if position > greatest { return holdingCostRate * (Double(position) - meanDemand) }
    return holdingCostRate * onHand[position - least] + backorderCostRate * short[position - least]
  }

  /// Units on hand and backordered at a position, expected.
  func stock(at position: Int) -> (onHand: Double, backorders: Double) {
    if position < least { return (0, meanDemand - Double(position)) }
    if position > greatest { return (Double(position) - meanDemand, 0) }
    return (onHand[position - least], short[position - least])
  }

  /// Units on hand and backordered, summed over the positions of a range.
  func stock(over range: ClosedRange<Int>) -> (onHand: Double, backorders: Double) {
    var sum = (onHand: 0.0, backorders: 0.0)
    if range.lowerBound < least {
      let last = min(range.upperBound, least - 1)
      let middle = (Double(range.lowerBound) + Double(last)) / 2
      sum.backorders += Double(last - range.lowerBound + 1) * (meanDemand - middle)
    }
    if range.upperBound > greatest {
      let first = max(range.lowerBound, greatest + 1)
      let middle = (Double(first) + Double(range.upperBound)) / 2
      sum.onHand += Double(range.upperBound - first + 1) * (middle - meanDemand)
    }
    let from = min(max(range.lowerBound - least, 0), onHand.count)
    let to = min(max(range.upperBound - least + 1, 0), onHand.count)
    sum.onHand += onHandBefore[to] - onHandBefore[from]
    sum.backorders += shortBefore[to] - shortBefore[from]
    return sum
  }

  /// The positions that cost less than a level; `nil` where none does or there are more than numbers are exact.
  /// Complexity: O(log quantities).
  func positions(cheaperThan level: Double) -> ClosedRange<Int>? {
    guard self(cheapestPosition) < level else { return nil }
    let farBelow = (meanDemand - level / backorderCostRate).rounded(.down) - 1
    let farAbove = (meanDemand + level / holdingCostRate).rounded(.up) + 1
    guard farBelow > -0x1p52, farAbove < 0x1p52 else { return nil }
    // The lines of the far ends lie below the cost, so that both are not cheaper but for rounding.
    let first = Self.edge(cheap: cheapestPosition, dear: min(Int(farBelow), cheapestPosition - 1)) { self($0) < level }
    let last = Self.edge(cheap: cheapestPosition, dear: max(Int(farAbove), cheapestPosition + 1)) { self($0) < level }
    return first...last
  }

  /// The last cheap position on the way to a dear one.
  private static func edge(cheap: Int, dear: Int, _ isCheap: (Int) -> Bool) -> Int {
    var (cheap, dear) = (cheap, dear)
    while abs(dear - cheap) > 1 {
      let middle = cheap + (dear - cheap) / 2
      if isCheap(middle) { cheap = middle } else { dear = middle }
    }
    return cheap
  }

  private static func sumsBefore(_ values: [Double]) -> [Double] {
    var sums = [0.0]
    sums.reserveCapacity(values.count + 1)
    var sum = 0.0
    for value in values {
      sum += value
      sums.append(sum)
    }
    return sums
  }
}
