import ArgumentParser
import Probability
import Solver

/// `meio stage finite-horizon`.
struct FiniteHorizonCommand: StageMethodCommand {
  static var method: MethodDescription { FiniteHorizon.description }

  static let configuration: CommandConfiguration = stageConfiguration(
    """
    At the start of a period its order arrives at once, then demand occurs; backorders wait. Demand of a family by \
    --mean and --sd, or given probabilities alike in all periods. Every list is one number for all periods or one per \
    period; --periods is needed where all are one.
    """,
    examples: "--periods 3 --demand poisson --mean 5 --order-cost 8 --holding-cost 1 --backorder-cost 10",
    "--demand normal --mean 20,40,30 --sd 5,8,6 --order-cost 64 --holding-cost 1 --backorder-cost 9 "
      + "--discount-factor 0.98")

  @Option(
    name: .long, parsing: .unconditional, help: "Number of periods, at most 1000.",
    transform: { try NumberArgument.whole($0, in: 1...1000, expected: "a whole number of periods from 1 to 1000") })
  var periods: Int?

  @Option(
    name: .long, parsing: .unconditional,
    help: ArgumentHelp(
      "Demand of a period: \(DemandChoice.Family.names), or quantity=probability,… .", valueName: "family"),
    transform: DemandChoice.read)
  var demand: DemandChoice

  @Option(
    name: .long, parsing: .unconditional, help: "Mean of the demand by period, in units.",
    transform: NumberArgument.notNegativeList)
  var mean: [Double]?

  @Option(
    name: .long, parsing: .unconditional, help: "Standard deviation of the demand by period, in units.",
    transform: NumberArgument.notNegativeList)
  var sd: [Double]?

  @Option(
    name: .long, parsing: .unconditional, help: "Fixed cost of an order by period, in money.",
    transform: NumberArgument.notNegativeList)
  var orderCost: [Double]

  @Option(
    name: .long, parsing: .unconditional, help: "Cost of a unit left at the end by period, in money.",
    transform: NumberArgument.notNegativeList)
  var holdingCost: [Double]

  @Option(
    name: .long, parsing: .unconditional, help: "Cost of a unit backordered at the end by period, in money.",
    transform: NumberArgument.notNegativeList)
  var backorderCost: [Double]

  @Option(
    name: .long, parsing: .unconditional, help: "Cost of a unit ordered by period, in money; 0 unless given.",
    transform: NumberArgument.notNegativeList)
  var unitCost: [Double] = [0]

  @Option(
    name: .long, parsing: .unconditional,
    help: "What money of the next period is worth, by period; 1 unless given.",
    transform: NumberArgument.discountFactorList)
  var discountFactor: [Double] = [1]

  @Option(
    name: .long, parsing: .unconditional, help: "Cost of a unit left after the last period, in money.",
    transform: NumberArgument.notNegative)
  var terminalHoldingCost: Double = 0

  @Option(
    name: .long, parsing: .unconditional, help: "Cost of a unit backordered after the last period, in money.",
    transform: NumberArgument.notNegative)
  var terminalBackorderCost: Double = 0

  @Option(
    name: .long, parsing: .unconditional, help: "Stock less backorders before the first period, in units.",
    transform: NumberArgument.units)
  var initialLevel: Int = 0

  @OptionGroup var output: StageOutputOptions

  /// One value per period.
  private struct Course {
    var demand: StageDemand
    var costs: ReplenishmentCosts
    var unitCost: Double
    var discountFactor: Double
  }

  func validate() throws { _ = try courses() }

  private func courses() throws(ValidationError) -> [Course] {
    let lists = [
      ("--mean", mean), ("--sd", sd), ("--order-cost", orderCost), ("--holding-cost", holdingCost),
      ("--backorder-cost", backorderCost), ("--unit-cost", unitCost), ("--discount-factor", discountFactor),
    ]
    let longest = lists.map { ($0.0, $0.1?.count ?? 0) }.max { $0.1 < $1.1 } ?? ("", 0)
    guard periods != nil || longest.1 > 1 else {
      throw ValidationError("--periods is missing: expected a whole number of periods, as every list is one number")
    }
    let count = periods ?? longest.1
    guard count <= 1000 else { throw ValidationError("\(longest.0) has \(count) periods; expected at most 1000") }
    var spread: [[Double]?] = []
    for (name, values) in lists {
      spread.append(
        try values.map { (values) throws(ValidationError) in
          try PeriodValues.spread(values, over: count, of: periods == nil ? longest.0 : "--periods", name)
        })
    }
    if case .quantities = demand, mean != nil || sd != nil {
      throw ValidationError("--mean and --sd tell a family of demand; --demand gives every probability here")
    }
    var courses: [Course] = []
    for period in 0..<count {
      let periodDemand: StageDemand
      switch demand {
      case .quantities(let demand): periodDemand = .quantities(demand)
      case .family(let family):
        guard let mean = spread[0]?[period] else {
          throw ValidationError("--demand \(family.rawValue) needs --mean, in units")
        }
        periodDemand = .family(try family.distribution(mean: mean, sd: spread[1]?[period]))
      }
      func value(_ list: Int) -> Double { spread[list]?[period] ?? 0 }
      courses.append(
        Course(
          demand: periodDemand,
          costs: ReplenishmentCosts(
            fixedOrderCost: value(2), holdingCostRate: value(3), backorderCostRate: value(4)),
          unitCost: value(5), discountFactor: value(6)))
    }
    return courses
  }

  func answer() throws -> StageAnswer {
    let horizon = try courses().map { course in
      switch course.demand {
      case .family(let demand):
        try FiniteHorizon.Period(
          demand: demand, costs: course.costs, unitCost: course.unitCost, discountFactor: course.discountFactor)
      case .quantities(let demand):
        FiniteHorizon.Period(
          demand: demand, costs: course.costs, unitCost: course.unitCost, discountFactor: course.discountFactor)
      }
    }
    let plan = try FiniteHorizon.optimalPlan(
      periods: horizon,
      terminal: .init(holdingCost: terminalHoldingCost, backorderCost: terminalBackorderCost),
      initialLevel: initialLevel)
    let first = plan.orderUpToLevel(period: 0, level: initialLevel)
    return StageAnswer(
      summary: (first > initialLevel
        ? "In the first period order \(StageText.number(Double(first - initialLevel))) units, up to "
          + "\(StageText.number(Double(first)))"
        : "In the first period order nothing")
        + ": \(StageText.number(plan.expectedCost)) money expected over \(horizon.count) periods.",
      figures: [
        .init("expected_cost", "Expected cost, discounted", plan.expectedCost, .money),
        .init("first_order", "Order in the first period", Double(first - initialLevel), .units),
      ],
      series: .init(
        key: "periods", caption: "At a level of s or below, order up to S",
        columns: [("period", "Period"), ("reorder_point", "s, units"), ("order_up_to_level", "S, units")],
        rows: plan.decisions.enumerated().map { index, decision in
          [Double(index + 1), decision.map { Double($0.reorderPoint) }, decision.map { Double($0.orderUpToLevel) }]
        }),
      remark: "s and S say all where no fixed cost rises faster than discounting; a period without them orders nothing."
    )
  }
}
