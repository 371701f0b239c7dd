import Probability
import SupplyNetwork
import Testing

@testable import Solver

struct StockLimitsTests {
  private func bound(_ stage: Stage) throws -> DemandBound {
    DemandBound.all(in: try StageNetwork(name: "one", stages: [stage], links: []))[0]
  }

  private func limits(
    minimum: Double = 0, maximum: Double? = nil, mayHold: Bool = true, shelfLife: Int? = nil, reviewPeriod: Int = 1
  ) throws -> StockLimits {
    let stage = Stage(
      id: "S", reviewPeriod: reviewPeriod, demand: .normal(mean: 10, sd: 4), service: ServiceTarget(.safetyFactor, 2),
      minimumStock: minimum,
      maximumStock: maximum, mayHoldStock: mayHold, shelfLife: shelfLife)
    return StockLimits(stage: stage, bound: try bound(stage))
  }

  /// The longest of a hundred periods that are allowed, where all shorter ones are.
  private func longest(_ limits: StockLimits) -> Int? {
    let allowed = (0...100).filter { limits.allows($0) }
    return allowed == Array(0..<allowed.count) ? allowed.last : nil
  }

  @Test func nothingIsLimitedByDefault() throws {
    let limits = try limits()
    #expect(!limits.isLimited && limits.obstacle == nil && limits.allows(1_000_000))
  }

  /// D(τ) = 10τ + 8√τ: D(4) = 56, D(9) = 114.
  @Test(arguments: [(56.0, 4), (55.9, 3), (114, 9), (17.99, 0), (18, 1), (0, 0)])
  func aMaximumStockCapsTheTime(maximum: Double, periods: Int) throws {
    #expect(longest(try limits(maximum: maximum)) == periods)
    #expect(isClose(try limits(maximum: maximum).excess(over: 9), max(0, 114 - maximum)))
  }

  /// What is on hand when an order has come, 8√τ + 10R, is sold within 10n on average, whatever is on its way.
  @Test func shelfLifeCapsWhatIsOnHand() throws {
    #expect(longest(try limits(shelfLife: 4)) == 14)
    #expect(longest(try limits(shelfLife: 4, reviewPeriod: 3)) == 1)
    #expect(longest(try limits(shelfLife: 3, reviewPeriod: 3)) == 0)
    #expect(try limits(shelfLife: 2, reviewPeriod: 3).obstacle?.contains("keep for 2 periods") == true)
    #expect(longest(try limits(maximum: 56, shelfLife: 4)) == 4)
    #expect(longest(try limits(maximum: 560, shelfLife: 2)) == 1)
  }

  @Test func aMinimumStockIsAFloorUnderSafetyStock() throws {
    let stage = Stage(
      id: "S", demand: .normal(mean: 10, sd: 4), service: ServiceTarget(.safetyFactor, 2), minimumStock: 20)
    let bound = try bound(stage)
    #expect(bound.safetyStock(over: 0) == 20 && bound.safetyStock(over: 4) == 20 && bound.safetyStock(over: 9) == 24)
    #expect(longest(try limits(minimum: 20)) == 100)
    // 10τ + max(8√τ, 20) ≤ 56 holds up to τ = 3 alone.
    #expect(longest(try limits(minimum: 20, maximum: 56)) == 3)
  }

  @Test func aCrossDockPassesEverythingOn() throws {
    let limits = try limits(mayHold: false)
    #expect(longest(limits) == 0 && limits.obstacle == nil)
    #expect(limits.allows(0) && !limits.allows(1))
  }

  @Test func contradictionsAreTold() throws {
    let above = try limits(minimum: 9, maximum: 8)
    #expect(above.obstacle?.contains("the minimum stock of 9.0 units is above the maximum stock of 8.0") == true)
    #expect(try limits(minimum: 30, shelfLife: 2).obstacle?.contains("shelf life") == true)
    #expect(try limits(minimum: 1, mayHold: false).obstacle != nil)
  }

  /// A fixed base stock of 56 covers four periods, whatever the other limits.
  @Test func aFixedLevelAllowsWhatItCovers() throws {
    let stage = Stage(
      id: "S", demand: .normal(mean: 10, sd: 4), service: ServiceTarget(.safetyFactor, 2), minimumStock: 70,
      maximumStock: 9, mayHoldStock: false, shelfLife: 1, fixedBaseStock: 56)
    let bound = try bound(stage)
    let limits = StockLimits(stage: stage, bound: bound)
    #expect(longest(limits) == 4 && limits.obstacle == nil)
    #expect(isClose(limits.excess(over: 9), 114 - 56))
    #expect(bound.safetyStock(over: 4) == 16 && bound.safetyStock(over: 9) == -34)
  }
}
