import Probability
import Testing

@testable import Solver

/// Every case of Snyder & Shen (2019, *Fundamentals of Supply Chain Theory*) that is on file.
struct PublishedSingleStageTests {
  /// The models that the tests below take; nothing published may be left over.
  @Test(.enabled(if: ReferenceData.isPresent)) func allCasesAreTaken() {
    let taken = Set(
      Self.lots + Self.discounts + Self.policies + Self.approximations
        + [
          "joint_replenishment_problem_silver_heuristic", "wagner_whitin", "newsvendor_normal", "newsvendor_poisson",
          "newsvendor_normal_explicit", "newsvendor_discrete", "s_s_power_approximation",
          "newsvendor_with_disruptions", "finite_horizon_dp",
        ])
    #expect(PublishedCase.all.count == 42)
    for published in PublishedCase.all { #expect(taken.contains(published.model), "\(published.name)") }
  }

  private static let lots = [
    "economic_order_quantity", "economic_order_quantity_with_backorders", "economic_production_quantity",
    "eoq_with_disruptions", "eoq_with_additive_yield_uncertainty", "eoq_with_multiplicative_yield_uncertainty",
  ]

  @Test(arguments: PublishedCase.all.filter { lots.contains($0.model) })
  func economicLots(_ published: PublishedCase) throws {
    let (fixed, rate) = (try published.number("fixed_cost"), try published.number("holding_cost"))
    let demand = try published.number("demand_rate")
    var found: [String: Double] = [:]
    let lot: EconomicLot
    switch published.model {
    case "economic_order_quantity":
      lot = try EconomicOrderQuantity.optimalLot(fixedOrderCost: fixed, holdingCostRate: rate, demandRate: demand)
    case "economic_order_quantity_with_backorders":
      lot = try EconomicOrderQuantity.optimalLotWithBackorders(
        costs: try published.costs(), demandRate: demand)
      found["stockout_fraction"] = lot.greatestBackorder / lot.quantity
    case "economic_production_quantity":
      lot = try EconomicOrderQuantity.optimalProductionLot(
        fixedOrderCost: fixed, holdingCostRate: rate, demandRate: demand,
        productionRate: try published.number("production_rate"))
    case "eoq_with_disruptions":
      lot = try SupplyDisruption.optimalLot(
        fixedOrderCost: fixed, holdingCostRate: rate, lostSaleCost: try published.number("stockout_cost"),
        demandRate: demand, disruptionRate: try published.number("disruption_rate"),
        recoveryRate: try published.number("recovery_rate"))
    default:
      let (mean, sd) = (try published.number("yield_mean"), try published.number("yield_sd"))
      let yield: RandomYield =
        published.model == "eoq_with_additive_yield_uncertainty"
        ? .additive(mean: mean, sd: sd) : .multiplicative(mean: mean, sd: sd)
      lot = try yield.optimalLot(fixedOrderCost: fixed, holdingCostRate: rate, demandRate: demand)
    }
    found["Q"] = lot.quantity
    found["cost"] = lot.costRate
    // The published lot under disruptions comes from a golden section search, blind to the last half of the digits.
    published.expect(found, relative: published.model == "eoq_with_disruptions" ? 1e-6 : 1e-12)
  }

  private static let discounts = [
    "economic_order_quantity_with_all_units_discounts", "economic_order_quantity_with_incremental_discounts",
  ]

  @Test(arguments: PublishedCase.all.filter { discounts.contains($0.model) })
  func quantityDiscounts(_ published: PublishedCase) throws {
    let lot = try QuantityDiscount.optimalLot(
      published.model == Self.discounts[0] ? .allUnits : .incremental,
      prices: zip(try published.list("breakpoints"), try published.list("unit_costs")).map {
        QuantityDiscount.PriceBreak(from: $0, unitCost: $1)
      },
      fixedOrderCost: try published.number("fixed_cost"), carryingRate: try published.number("holding_cost_rate"),
      demandRate: try published.number("demand_rate"))
    published.expect(["Q": lot.quantity, "region": Double(lot.priceBreak), "cost": lot.costRate], relative: 1e-12)
  }

  @Test(arguments: PublishedCase.cases(of: "joint_replenishment_problem_silver_heuristic"))
  func jointReplenishment(_ published: PublishedCase) throws {
    let (fixed, rates) = (try published.list("individual_fixed_costs"), try published.list("holding_costs"))
    let demands = try published.list("demand_rates")
    let items = fixed.indices.map {
      JointReplenishment.Item(fixedOrderCost: fixed[$0], holdingCostRate: rates[$0], demandRate: demands[$0])
    }
    let shared = try published.number("shared_fixed_cost")
    let schedule = try JointReplenishment.silverSchedule(sharedFixedCost: shared, items: items)
    published.expect(
      ["base_cycle_time": schedule.baseCycleTime, "cost": schedule.costRate],
      lists: ["Qs": schedule.quantities, "order_multiples": schedule.cycleMultiples.map(Double.init)],
      relative: 1e-12)
    let optimal = try JointReplenishment.optimalSchedule(sharedFixedCost: shared, items: items)
    #expect(optimal.costRate <= schedule.costRate * (1 + 1e-12))
  }

  @Test(arguments: PublishedCase.cases(of: "wagner_whitin"))
  func lotSizing(_ published: PublishedCase) throws {
    let demand = try published.list("demand")
    func each(_ key: String) throws -> [Double] { [Double](repeating: try published.number(key), count: demand.count) }
    let plan = try DynamicLotSizing.optimalPlan(
      requirements: demand, setupCosts: each("fixed_cost"), holdingCosts: each("holding_cost"),
      unitCosts: published.input["purchase_cost"] == nil ? nil : published.list("purchase_cost"))
    // Lists are padded at 0, and periods count from 1.
    published.expect(
      ["cost": plan.totalCost],
      lists: [
        "Q": [0] + plan.lots, "cost_to_go": [0] + plan.costToGo,
        "next_order_period": [0] + plan.nextOrder.map { Double($0 + 1) },
      ], relative: 1e-12)
  }

  @Test(
    arguments: PublishedCase.cases(
      of: "newsvendor_normal", "newsvendor_poisson", "newsvendor_normal_explicit", "newsvendor_discrete"))
  func newsvendors(_ published: PublishedCase) throws {
    func normal() throws -> DemandDistribution {
      .normal(mean: try published.number("demand_mean"), sd: try published.number("demand_sd"))
    }
    switch published.model {
    case "newsvendor_normal_explicit":
      let sale = try Newsvendor.mostProfitableOrder(
        demand: try normal(), revenue: published.number("revenue"), purchaseCost: published.number("purchase_cost"),
        salvageValue: published.number("salvage_value"))
      published.expect(["S": sale.order.quantity, "profit": sale.expectedProfit], relative: 1e-12)
    default:
      let (p, h) = (try published.number("stockout_cost"), try published.number("holding_cost"))
      let order: Newsvendor.Order
      switch published.model {
      case "newsvendor_discrete":
        order = try Newsvendor.optimalOrder(
          demand: DiscreteDemand(weights: published.weights("demand_pmf")), underageCost: p, overageCost: h)
      case "newsvendor_poisson":
        let demand = DemandDistribution.poisson(mean: try published.number("demand_mean"))
        order = try Newsvendor.optimalOrder(demand: demand, underageCost: p, overageCost: h)
        let listed = try Newsvendor.optimalOrder(demand: DiscreteDemand(demand), underageCost: p, overageCost: h)
        published.expect(["S": listed.quantity, "cost": listed.expectedCost], relative: 1e-11)
      default:
        order = try Newsvendor.optimalOrder(demand: try normal(), underageCost: p, overageCost: h)
      }
      published.expect(["S": order.quantity, "cost": order.expectedCost], relative: 1e-11)
    }
  }

  private static let approximations = [
    "r_q_eil_approximation", "r_q_eoqb_approximation", "r_q_eoqss_approximation", "r_q_loss_function_approximation",
  ]

  /// What is published stopped its iterations at a tolerance of 10⁻⁶.
  @Test(arguments: PublishedCase.all.filter { approximations.contains($0.model) })
  func reorderPointApproximations(_ published: PublishedCase) throws {
    let rules = Dictionary(
      uniqueKeysWithValues: zip(
        Self.approximations,
        [
          ReorderPointApproximation.expectedInventoryLevel, .economicQuantityWithBackorders,
          .economicQuantityWithSafetyStock, .lossFunction,
        ]))
    let rule = try #require(rules[published.model])
    let found = try rule.rule(
      leadTimeDemand: published.leadTimeDemand(), demandRate: published.number("demand_mean"), costs: published.costs())
    published.expect(
      ["r": found.reorderPoint, "Q": found.quantity, "cost": found.statedCostRate ?? .nan], relative: 1e-6)
  }

  private static let policies = ["r_q_cost", "r_q_poisson_exact", "s_s_discrete_exact"]

  @Test(arguments: PublishedCase.all.filter { policies.contains($0.model) })
  func exactPolicies(_ published: PublishedCase) throws {
    let costs = try published.costs()
    let rate = try published.number("demand_mean")
    switch published.model {
    case "r_q_cost":
      let policy = try ReorderPointOrderQuantity.policy(
        reorderPoint: published.number("reorder_point"), quantity: published.number("order_quantity"),
        leadTimeDemand: published.leadTimeDemand(), demandRate: rate, costs: costs)
      published.expect(["cost": policy.costRate], relative: 1e-9)
      let best = try ReorderPointOrderQuantity.optimalPolicy(
        leadTimeDemand: published.leadTimeDemand(), demandRate: rate, costs: costs)
      #expect(best.costRate < policy.costRate)
    case "r_q_poisson_exact":
      let demand = DemandDistribution.poisson(mean: rate * (try published.number("lead_time")))
      let policy = try ReorderPointOrderQuantity.optimalPolicy(leadTimeDemand: demand, demandRate: rate, costs: costs)
      published.expect(["r": policy.reorderPoint, "Q": policy.quantity, "cost": policy.costRate], relative: 1e-11)
    default:
      // An order before demand that arrives at once protects the period: L = 1 here.
      let policy = try ReorderPointOrderUpTo.optimalPolicy(
        demand: DemandDistribution.poisson(mean: rate), leadTime: 1, costs: costs)
      published.expect(
        ["s": Double(policy.reorderPoint), "S": Double(policy.orderUpToLevel), "cost": policy.costRate],
        relative: 1e-11)
    }
  }

  /// Example 4.7 of the book: (4, 10) at 8.034.
  @Test func reorderPointOrderUpToOfTheBook() throws {
    let policy = try ReorderPointOrderUpTo.optimalPolicy(
      demand: DemandDistribution.poisson(mean: 6), leadTime: 1,
      costs: ReplenishmentCosts(fixedOrderCost: 5, holdingCostRate: 1, backorderCostRate: 4))
    #expect(policy.reorderPoint == 4 && policy.orderUpToLevel == 10)
    #expect(isClose(policy.costRate, 8.034111561471642))
  }

  /// What is published leaves out the rule for frequent orders.
  @Test(arguments: PublishedCase.cases(of: "s_s_power_approximation"))
  func powerApproximation(_ published: PublishedCase) throws {
    let demand = DemandDistribution.normal(
      mean: try published.number("demand_mean"), sd: try published.number("demand_sd"))
    let rule = try PowerApproximation.rule(
      demand: demand, leadTime: 1, costs: published.costs(), limitsFrequentOrders: false)
    published.expect(["s": rule.reorderPoint, "S": rule.orderUpToLevel], relative: 1e-12)
  }

  /// What is published adds up 74 periods down in a row; the terms that follow make the difference, to the last digit.
  @Test(arguments: PublishedCase.cases(of: "newsvendor_with_disruptions"))
  func baseStockUnderDisruptions(_ published: PublishedCase) throws {
    let costs = ReplenishmentCosts(
      fixedOrderCost: 0, holdingCostRate: try published.number("holding_cost"),
      backorderCostRate: try published.number("stockout_cost"))
    let demand = try published.number("demand")
    let (down, up) = (try published.number("disruption_prob"), try published.number("recovery_prob"))
    func omitted(_ baseStock: Double) -> Double {
      var sum = 0.0
      var probability = down * up / (down + up) * (0..<74).reduce(1.0) { product, _ in product * (1 - up) }
      for periods in 75..<3_000 {
        sum += probability * costs.backorderCostRate * (Double(periods + 1) * demand - baseStock)
        probability *= 1 - up
      }
      return sum
    }
    let found = try SupplyDisruption.optimalBaseStock(
      costs: costs, demand: demand, disruptionProbability: down, recoveryProbability: up)
    published.expect(["S": found.baseStock, "cost": found.costRate - omitted(found.baseStock)], relative: 1e-12)
    // Example 9.3 goes on with a stock of 1200.
    let given = try SupplyDisruption.costRate(
      ofBaseStock: 1200, costs: costs, demand: demand, disruptionProbability: down, recoveryProbability: up)
    #expect(isClose(given - omitted(1200), 5710.344790717086, relative: 1e-12))
  }

  /// Problem 4.29. What is published cuts demand off at four standard deviations without making up for the probability
  /// lost; as much discounting on demand cut off alike is the same, so that every digit can be told apart.
  @Test(arguments: PublishedCase.cases(of: "finite_horizon_dp"))
  func finiteHorizon(_ published: PublishedCase) throws {
    let (mean, sd) = (try published.number("demand_mean"), try published.number("demand_sd"))
    let demand = DemandDistribution.normal(mean: mean, sd: sd)
    let costs = try published.costs()
    let (unitCost, discount) = (try published.number("purchase_cost"), try published.number("discount_factor"))
    let terminal = FiniteHorizon.Terminal(
      holdingCost: try published.number("terminal_holding_cost"),
      backorderCost: try published.number("terminal_stockout_cost"))
    let count = Int(try published.number("num_periods"))

    let (least, greatest) = (Int(mean - 4 * sd), Int(mean + 4 * sd))
    let weights = (least...greatest).map {
      demand.cumulative(Double($0) + 0.5) - demand.cumulative(Double($0) - 0.5)
    }
    let cut = FiniteHorizon.Period(
      quantities: try DiscreteDemand(least: least, weights: weights), family: demand, costs: costs,
      unitCost: unitCost, discountFactor: discount * weights.reduce(0, +))
    let asPublished = try FiniteHorizon.optimalPlan(
      periods: [FiniteHorizon.Period](repeating: cut, count: count), terminal: terminal)
    expect(asPublished, published, relative: 1e-10)

    let whole = try FiniteHorizon.Period(
      demand: demand, costs: costs, unitCost: unitCost, discountFactor: discount)
    let exact = try FiniteHorizon.optimalPlan(
      periods: [FiniteHorizon.Period](repeating: whole, count: count), terminal: terminal)
    expect(exact, published, relative: 3e-4)
    #expect(exact.expectedCost > asPublished.expectedCost)
  }

  private func expect(_ plan: FiniteHorizon.Plan, _ published: PublishedCase, relative: Double) {
    published.expect(
      ["total_cost": plan.expectedCost],
      lists: [
        "s": [0] + plan.decisions.map { Double($0?.reorderPoint ?? .min) },
        "S": [0] + plan.decisions.map { Double($0?.orderUpToLevel ?? .min) },
      ], relative: relative)
  }

  /// Five periods with a fixed cost: the last orders less, as nothing follows it.
  @Test func finiteHorizonWithFixedCost() throws {
    let period = try FiniteHorizon.Period(
      demand: .normal(mean: 100, sd: 20),
      costs: ReplenishmentCosts(fixedOrderCost: 50, holdingCostRate: 1, backorderCostRate: 20), unitCost: 2)
    let plan = try FiniteHorizon.optimalPlan(
      periods: [FiniteHorizon.Period](repeating: period, count: 5),
      terminal: FiniteHorizon.Terminal(holdingCost: 1, backorderCost: 20))
    #expect(plan.decisions.map { $0?.reorderPoint } == [110, 110, 110, 110, 111])
    #expect(plan.decisions.map { $0?.orderUpToLevel } == [133, 133, 133, 133, 126])
    #expect(isClose(plan.expectedCost, 1558.6946467384012, relative: 5e-4))
  }
}

extension PublishedCase {
  /// K, h and p.
  fileprivate func costs() throws -> ReplenishmentCosts {
    ReplenishmentCosts(
      fixedOrderCost: try number("fixed_cost"), holdingCostRate: try number("holding_cost"),
      backorderCostRate: try number("stockout_cost"))
  }

  /// Normal demand of a lead time.
  fileprivate func leadTimeDemand() throws -> DemandDistribution {
    let time = try number("lead_time")
    return .normal(mean: try number("demand_mean") * time, sd: try number("demand_sd") * time.squareRoot())
  }
}
