import ArgumentParser
import Probability
import Solver

/// `meio stage base-stock`.
struct BaseStockCommand: StageMethodCommand {
  static var method: MethodDescription { BaseStockLevel.description }

  static let configuration: CommandConfiguration = stageConfiguration(
    """
    The inventory position is raised to one level at every review. The level is the least for a --target, or the \
    cheapest for --holding-cost and --backorder-cost, or the one given as --level, judged. The position is raised after \
    the demand of a review period, so that it must last until the next order arrives: at a lead time L and a review \
    period R for the demand of L to L + R - 1 periods, and a review cycle ends without backorders where it covers that \
    of L + R - 1.
    """, examples: "--demand poisson --mean 4 --lead-time 3 --target fill-rate=0.98",
    "--demand normal --mean 100 --sd 30 --lead-time 2 --review-period 5 --target cycle-service-level=0.95",
    "--demand gamma --mean 10 --sd 6 --lead-time 4 --holding-cost 1 --backorder-cost 19")

  /// What service is counted as.
  enum Measure: String, CaseIterable {
    case cycleServiceLevel = "cycle-service-level"
    case readyRate = "ready-rate"
    case fillRate = "fill-rate"
  }

  /// A service to reach.
  struct Target {
    var measure: Measure
    var value: Double
  }

  @OptionGroup var demand: DemandOptions

  @OptionGroup var review: ReviewOptions

  @Option(
    name: .long, parsing: .unconditional,
    help: ArgumentHelp(
      """
      Service to reach: cycle-service-level (share of review cycles without backorders), ready-rate (share of periods \
      that end with stock) or fill-rate (share of demand served from stock).
      """, valueName: "measure=share"), transform: Self.target)
  var target: Target?

  @Option(
    name: .long, parsing: .unconditional, help: "Holding cost, in money per unit per period.",
    transform: NumberArgument.positive)
  var holdingCost: Double?

  @Option(
    name: .long, parsing: .unconditional, help: "Backorder cost, in money per unit per period.",
    transform: NumberArgument.positive)
  var backorderCost: Double?

  @Option(
    name: .long, parsing: .unconditional, help: "A base stock to judge, in units.", transform: NumberArgument.any)
  var level: Double?

  @OptionGroup var output: StageOutputOptions

  private static func target(_ text: String) throws -> Target {
    let names = Measure.allCases.map(\.rawValue).joined(separator: ", ")
    guard let pair = NumberArgument.pair(text), let measure = Measure(rawValue: pair.left),
      let value = try? NumberArgument.fraction(pair.right)
    else {
      throw NumberArgument.unexpected(
        "one of \(names) with a fraction above 0 and below 1, such as fill-rate=0.98")
    }
    return Target(measure: measure, value: value)
  }

  func validate() throws {
    _ = try demand.family(for: Self.method.name)
    _ = try review.neededLeadTime()
    guard (backorderCost == nil) || (holdingCost != nil) else {
      throw ValidationError("--backorder-cost needs --holding-cost too")
    }
    let asked = [target != nil, level != nil, backorderCost != nil].count { $0 }
    guard asked == 1 else {
      throw ValidationError("expected one of --target, --level, or --backorder-cost with --holding-cost")
    }
  }

  func answer() throws -> StageAnswer {
    let found = try baseStock()
    var figures: [StageAnswer.Figure] = [
      .init("base_stock", "Base stock", found.baseStock, .units),
      .init("cycle_service_level", "Cycle service level", found.cycleServiceLevel, .share),
      .init("ready_rate", "Ready rate", found.readyRate, .share),
      .init("fill_rate", "Fill rate", found.fillRate, .share),
      .init("expected_on_hand", "Stock on hand, expected", found.expectedOnHand, .units),
      .init("expected_backorders", "Backorders, expected", found.expectedBackorders, .units),
    ]
    if let holdingCost {
      let cost = holdingCost * found.expectedOnHand + (backorderCost ?? 0) * found.expectedBackorders
      figures.append(.init("cost_rate", "Cost", cost, .moneyPerPeriod))
    }
    let summary: String
    if let target {
      let measure = target.measure.rawValue.replacing("-", with: " ")
      summary =
        "\(StageText.units(found.baseStock)) \(found.baseStock == 1 ? "is" : "are") the least \(try isNextWhole(found, target) ? "whole " : "")base stock with a \(measure) of "
        + "\(StageText.percent(target.value)) or more."
    } else if backorderCost != nil {
      summary =
        "\(StageText.units(found.baseStock)) \(found.baseStock == 1 ? "is" : "are") the base stock at which stock and "
        + "backorders cost least."
    } else {
      summary =
        "A base stock of \(StageText.units(found.baseStock)) serves \(StageText.percent(found.fillRate)) of demand from stock."
    }
    return StageAnswer(summary: summary, figures: figures)
  }

  /// Whether fractions of a unit below a base stock attain the target too, so that it is the least whole one.
  private func isNextWhole(_ found: BaseStockLevel, _ target: Target) throws -> Bool {
    let demand = try demand.family(for: Self.method.name)
    guard target.measure == .readyRate, !demand.isDiscrete, found.baseStock == found.baseStock.rounded() else {
      return false
    }
    let slightlyLess = try BaseStockLevel(
      of: found.baseStock - 0.001, demand: demand, leadTime: try review.neededLeadTime(),
      reviewPeriod: review.reviewPeriod ?? 1)
    return slightlyLess.readyRate >= target.value
  }

  private func baseStock() throws -> BaseStockLevel {
    let (demand, leadTime) = (try demand.family(for: Self.method.name), try review.neededLeadTime())
    let reviewPeriod = review.reviewPeriod ?? 1
    if let level {
      return try BaseStockLevel(of: level, demand: demand, leadTime: leadTime, reviewPeriod: reviewPeriod)
    }
    if let target {
      return switch target.measure {
      case .cycleServiceLevel:
        try BaseStockLevel.least(
          cycleServiceLevel: target.value, demand: demand, leadTime: leadTime, reviewPeriod: reviewPeriod)
      case .readyRate:
        try BaseStockLevel.least(
          readyRate: target.value, demand: demand, leadTime: leadTime, reviewPeriod: reviewPeriod)
      case .fillRate:
        try BaseStockLevel.least(
          fillRate: target.value, demand: demand, leadTime: leadTime, reviewPeriod: reviewPeriod)
      }
    }
    let costs = ReplenishmentCosts(
      fixedOrderCost: 0, holdingCostRate: holdingCost ?? 0, backorderCostRate: backorderCost ?? 0)
    return try BaseStockLevel.cheapest(
      costs: costs, demand: demand, leadTime: leadTime, reviewPeriod: reviewPeriod)
  }
}
