import Probability
import SupplyNetwork
import Testing

@testable import Solver

struct StockLimitsTests {
  private func bound(_ stage: Stage) throws -> DemandBound {
    DemandBound.all(in: try StageNetwork(name: "one", stages: [stage], links: []))[0]
  }

  private func limits(
    minimum: Double = 0, maximum: Double? = nil, mayHold: Bool = true, shelfLife: Int? = nil, longest: Int = 100
  ) throws -> StockLimits {
    let stage = Stage(
      id: "S", demand: .normal(mean: 10, sd: 4), service: ServiceTarget(.safetyFactor, 2), minimumStock: minimum,
      maximumStock: maximum, mayHoldStock: mayHold, shelfLife: shelfLife)
    return StockLimits(stage: stage, bound: try bound(stage), longest: longest)
  }

  @Test func nothingIsLimitedByDefault() throws {
    let limits = try limits()
    #expect(limits.largestNetReplenishmentLeadTime == nil && limits.obstacle == nil)
    #expect(limits.allows(1_000_000))
  }

  /// D(τ) = 10τ + 8√τ: D(4) = 56, D(9) = 114.
  @Test(arguments: [(56.0, 4), (55.9, 3), (114, 9), (17.99, 0), (18, 1), (0, 0)])
  func aMaximumStockCapsTheTime(maximum: Double, periods: Int) throws {
    #expect(try limits(maximum: maximum).largestNetReplenishmentLeadTime == periods)
  }

  @Test func shelfLifeIsMeanDemandOverIt() throws {
    // 12 periods of 10 units: D(9) = 114, D(10) = 125.3.
    #expect(try limits(shelfLife: 12).largestNetReplenishmentLeadTime == 9)
    #expect(try limits(maximum: 56, shelfLife: 12).largestNetReplenishmentLeadTime == 4)
    #expect(try limits(maximum: 56, shelfLife: 2).largestNetReplenishmentLeadTime == 1)
    #expect(try limits(shelfLife: 12, longest: 9).largestNetReplenishmentLeadTime == nil)
  }

  @Test func aMinimumStockIsAFloorUnderSafetyStock() throws {
    let stage = Stage(
      id: "S", demand: .normal(mean: 10, sd: 4), service: ServiceTarget(.safetyFactor, 2), minimumStock: 20)
    let bound = try bound(stage)
    #expect(bound.safetyStock(over: 0) == 20 && bound.safetyStock(over: 4) == 20 && bound.safetyStock(over: 9) == 24)
    #expect(try limits(minimum: 20).largestNetReplenishmentLeadTime == nil)
    // 10τ + max(8√τ, 20) ≤ 56 holds up to τ = 3 alone.
    #expect(try limits(minimum: 20, maximum: 56).largestNetReplenishmentLeadTime == 3)
  }

  @Test func aCrossDockPassesEverythingOn() throws {
    let limits = try limits(mayHold: false)
    #expect(limits.largestNetReplenishmentLeadTime == 0 && limits.obstacle == nil)
    #expect(limits.allows(0) && !limits.allows(1))
  }

  @Test func contradictionsAreTold() throws {
    let above = try limits(minimum: 9, maximum: 8)
    #expect(above.obstacle?.contains("stage S: the minimum stock of 9.0 units is above the 8.0") == true)
    #expect(try limits(minimum: 30, shelfLife: 2).obstacle?.contains("shelf life") == true)
    #expect(try limits(minimum: 1, mayHold: false).obstacle != nil)
  }

  /// The bound found by halving is the one that trying every τ finds.
  @Test func agreesWithTryingEveryTime() throws {
    var draws = RandomStream(seed: 17, path: [0])
    for _ in 0..<400 {
      let mean = 0.2 + 30 * draws.uniform()
      let sd = mean * (0.2 + 1.5 * draws.uniform())
      let families: [DemandDistribution] = [
        .normal(mean: mean, sd: sd), .gamma(mean: mean, sd: sd), .poisson(mean: mean),
        .negativeBinomial(mean: mean, sd: (mean + sd * sd).squareRoot()), .deterministic(mean: mean),
      ]
      let targets = [
        ServiceTarget(.cycleServiceLevel, 0.6 + 0.39 * draws.uniform()), ServiceTarget(.safetyFactor, 1.6),
        ServiceTarget(.fillRate, 0.8 + 0.19 * draws.uniform()),
      ]
      let stage = Stage(
        id: "S", reviewPeriod: 1 + Int(3 * draws.uniform()), demand: families[Int(5 * draws.uniform())],
        service: targets[Int(3 * draws.uniform())],
        minimumStock: draws.uniform() < 0.5 ? 0 : (40 * draws.uniform()).rounded(),
        maximumStock: draws.uniform() < 0.3 ? nil : (mean * 25 * draws.uniform()).rounded(),
        shelfLife: draws.uniform() < 0.5 ? nil : 1 + Int(40 * draws.uniform()))
      let bound = try bound(stage)
      let longest = 20
      let limits = StockLimits(stage: stage, bound: bound, longest: longest)
      let levels = (0...longest).map { periods in
        mean * Double(periods) + bound.safetyStock(over: periods)
      }
      let largest = min(stage.maximumStock ?? .infinity, stage.shelfLife.map { mean * Double($0) } ?? .infinity)
      let fitting = (0...longest).filter { levels[$0] <= largest + 1e-6 }
      #expect((limits.obstacle == nil) == (stage.minimumStock <= largest + 1e-6))
      guard limits.obstacle == nil else { continue }
      #expect(fitting.last == limits.largestNetReplenishmentLeadTime ?? longest)
      for periods in fitting { #expect(bound.safetyStock(over: periods) >= stage.minimumStock) }
    }
  }
}
