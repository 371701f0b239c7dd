import Probability
import Testing

@testable import SupplyNetwork

/// How long simulations are played before they are measured.
@Suite struct WarmUpRuleTests {
  private func chain() throws -> StageNetwork {
    try StageNetwork(
      name: "chain",
      stages: [
        Stage(id: "plant", processingTime: 5, reviewPeriod: 7, externalInboundServiceTime: 2),
        Stage(id: "store", processingTime: 3, demand: .poisson(mean: 4)),
      ], links: [Link(supplier: 0, customer: 1, leadTime: 1)])
  }

  /// Waiting outside 2, making 5, waiting for a review 6; the lane 1, the store 3.
  @Test func anOrderComesThroughInTheSumOfAllTimes() throws {
    #expect(WarmUpRule.longestTime(of: try chain()) == 17)
  }

  @Test func theRuleIsInWholeWeeks() throws {
    var rules = ReplenishmentSettings()
    #expect(WarmUpRule.periods([try chain()], rules: rules, localSmoothing: nil) == 35)
    // A forecast of weight 0.1 keeps less than 5 % of its start after 29 periods.
    rules.proposed["Stores"] = .init(.pointOfSaleEchelon)
    #expect(WarmUpRule.periods([try chain()], rules: rules, localSmoothing: nil) == 63)
    #expect(WarmUpRule.periods([try chain()], rules: ReplenishmentSettings(), localSmoothing: 0.1) == 63)
    rules.proposed["Stores"]?.smoothing = 0
    #expect(WarmUpRule.periods([try chain()], rules: rules, localSmoothing: nil) == 35)
    #expect(WarmUpRule.periods([], rules: ReplenishmentSettings(), localSmoothing: nil) == 7)
  }
}
