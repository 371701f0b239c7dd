import CaseFiles
import Foundation
import Probability
import Solver
import SupplyNetwork
import Testing

/// The frontier of the bundled case against methods that know nothing of how it was found.
struct BundledFrontierTests {
  private static let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().appending(path: "Assets/cases/consumer-goods").path()

  /// Floors by class of item: what customers must get whatever the budget.
  private static let floors: [Item.ValueClass: Double] = [.a: 0.9, .b: 0.8, .c: 0.6]

  /// The bundled case's model and the proven plan of every network.
  ///
  /// - Parameter isSmooth: whether to take eight items only, and gamma demand of the same moments for counts.
  private static func bundled(isSmooth: Bool) throws -> (model: NetworkModel, plans: [StockingPlan]) {
    let planningCase = try #require(CaseReader.read(folder: folder).case)
    var model = try NetworkModel(planningCase)
    if isSmooth {
      model.networks = try model.networks.prefix(8).map { network in
        var stages = network.stages
        for index in stages.indices {
          guard let demand = stages[index].demand else { continue }
          stages[index].demand = .gamma(mean: demand.mean, sd: demand.sd)
        }
        return try StageNetwork(
          name: network.name, stages: stages, links: network.links, correlation: network.correlation)
      }
    }
    let plans = try model.networks.map {
      try GuaranteedService.optimalPlan(for: $0, maximumServiceTime: model.settings.optimization.maximumServiceTime)
    }
    return (model, plans)
  }

  /// One stage that serves customers, by its definition.
  private struct Customer {
    var demand: DemandDistribution
    var mean: Double
    var weight: Double
    var rate: Double
    /// The lowest level that the floor and the mean demand allow.
    var least: Double
  }

  private static func customers(
    _ frontier: NetworkServiceFrontier, model: NetworkModel, plans: [StockingPlan]
  ) -> [Customer] {
    let total = frontier.stages.reduce(0) { $0 + (model.networks[$1.network].stages[$1.stage].demand?.mean ?? 0) }
    return frontier.stages.compactMap { place in
      let stage = model.networks[place.network].stages[place.stage]
      guard let own = stage.demand else { return nil }
      let periods = plans[place.network].stages[place.stage].netReplenishmentLeadTime
      let demand = own.over(periods: periods)
      let floor = floors[model.items[stage.item].valueClass] ?? 0
      return Customer(
        demand: demand, mean: demand.mean, weight: own.mean / total, rate: stage.holdingCostRate,
        least: max(demand.mean, demand.quantile(floor)))
    }
  }

  private static func options(inWholeUnits: Bool) -> NetworkServiceFrontier.Options {
    var options = NetworkServiceFrontier.Options()
    options.measure = .cycleServiceLevel
    options.inWholeUnits = inWholeUnits
    options.floor = { _, item in floors[item.valueClass] ?? 0 }
    return options
  }

  @Test("Eight items, five budgets: the service that a spectral projected gradient finds, within its duality gap")
  func generalOptimiser() throws {
    let (model, plans) = try Self.bundled(isSmooth: true)
    let found = try NetworkServiceFrontier(model, plans: plans, options: Self.options(inWholeUnits: false))
    let customers = Self.customers(found, model: model, plans: plans)
    #expect(customers.count == found.stages.count && customers.count > 150)
    let least = customers.reduce(0) { $0 + $1.rate * ($1.least - $1.mean) }
    let first = found.frontier.points[0]
    let held = first.cost - least
    let last = try #require(found.frontier.points.last)
    for part in [0.1, 0.25, 0.45, 0.65, 0.85] {
      let budget = first.cost + part * (last.cost - first.cost)
      let plan = found.frontier.plan(forBudget: budget)
      // Spend money above the least levels; service and its slope are all that the method sees.
      let scales = customers.map { $0.rate * $0.demand.sd / $0.weight.squareRoot() }
      let optimiser = ProjectedGradient(budget: budget - held - least, scales: scales) { money, slopes in
        var service = 0.0
        for (index, customer) in customers.enumerated() {
          let here = customer.demand.evaluated(at: customer.least + money[index] / customer.rate)
          service += customer.weight * here.lower
          slopes[index] = customer.weight * here.density / customer.rate
        }
        return service
      }
      let (service, gap) = optimiser.maximum(gap: 5e-6, iterations: 1_500)
      #expect(gap < 1e-5)
      #expect(plan.status == .optimal && abs(plan.cost - budget) < 1e-9 * budget)
      #expect(service <= plan.service + 1e-9 && plan.service <= service + gap + 1e-9)
    }
  }

  @Test(
    "The whole case, five budgets in whole units: no plan serves more, by the best of all levels of each stage at one price"
  )
  func wholeUnits() throws {
    let (model, exact) = try Self.bundled(isSmooth: false)
    let plans = zip(exact, model.networks).map { WholeUnitPlan.rounded($0, network: $1) }
    let found = try NetworkServiceFrontier(model, plans: plans, options: Self.options(inWholeUnits: true))
    let customers = Self.customers(found, model: model, plans: plans)
    let firstLevels = customers.map { ($0.least - 1e-9).rounded(.up) }
    /// Per customer the service of every level up to all but a billionth.
    let served = zip(customers, firstLevels).map { customer, first in
      var services = [customer.demand.cumulative(first)]
      while let last = services.last, last < 1 - 1e-9 {
        services.append(customer.demand.cumulative(first + Double(services.count)))
      }
      return services
    }
    let own = zip(customers, firstLevels).reduce(0) { $0 + $1.0.rate * ($1.1 - $1.0.mean) }
    let held = found.frontier.points[0].cost - own
    let points = found.frontier.points
    for point in [5, 15, 25, 35, 45].map({ points[$0] }) {
      let plan = found.frontier.plan(forBudget: point.cost)
      #expect(abs(plan.service - point.service) < 1e-11)
      let price = 0.01 / point.marginalCost
      var (bound, service, cost) = (price * (point.cost - held), 0.0, 0.0)
      for (index, (customer, chosen)) in zip(customers, plan.levels).enumerated() {
        var best = -Double.infinity
        var money = customer.rate * (firstLevels[index] - customer.mean)
        for service in served[index] {
          best = max(best, customer.weight * service - price * money)
          money += customer.rate
        }
        // Nothing dearer can serve more than all.
        best = max(best, customer.weight - price * money)
        bound += best
        #expect(chosen >= customer.least - 1e-9 && chosen == chosen.rounded())
        service += customer.weight * customer.demand.cumulative(chosen)
        cost += customer.rate * (chosen - customer.mean)
      }
      #expect(abs(service - plan.service) < 1e-11 && abs(cost + held - plan.cost) < 1e-9 * plan.cost)
      #expect(bound - plan.service < 1e-9, "at \(point.cost)")
    }
    // The proposal promises each stage its own target: at its cost, the budget can serve at least as much.
    let proposal = try #require(found.point(of: plans.map { $0.stages.map(\.installationBaseStock) }))
    #expect(found.frontier.plan(forBudget: proposal.cost).serviceBound >= proposal.service)
    #expect(abs(proposal.cost - plans.reduce(0) { $0 + $1.cost }) < 1e-9 * proposal.cost)
  }
}

/// Maximises any smooth function of money spent on many things, none below 0 and all together within a budget: spectral
/// projected gradients with a non-monotone line search (Birgin, Martínez & Raydan 2000, doi:10.1137/S1052623497330963).
///
/// For a concave function the gap is proven: no plan is better by more than the best that its slope promises
/// (Frank & Wolfe 1956, doi:10.1002/nav.3800030109).
private struct ProjectedGradient {
  var budget: Double
  /// Money in one step of each thing: steps of about the same effect make for fewer of them.
  var scales: [Double]
  /// The value of some amounts of money, and its slopes.
  var evaluate: (_ money: [Double], _ slopes: inout [Double]) -> Double

  /// The nearest steps of at least 0 that keep the budget.
  private func projected(_ steps: [Double]) -> [Double] {
    func spent(_ price: Double) -> Double {
      var sum = 0.0
      for index in steps.indices { sum += scales[index] * max(0, steps[index] - price * scales[index]) }
      return sum
    }
    var (low, high) = (0.0, 0.0)
    if spent(0) > budget {
      for index in steps.indices { high = max(high, steps[index] / scales[index]) }
      for _ in 0..<60 {
        let middle = (low + high) / 2
        if spent(middle) > budget { low = middle } else { high = middle }
      }
    }
    return steps.indices.map { max(0, steps[$0] - high * scales[$0]) }
  }

  private func value(_ steps: [Double], _ slopes: inout [Double]) -> Double {
    let value = evaluate(steps.indices.map { steps[$0] * scales[$0] }, &slopes)
    for index in slopes.indices { slopes[index] *= scales[index] }
    return value
  }

  /// The best value found, and how much better any could be.
  func maximum(gap wanted: Double, iterations: Int) -> (value: Double, gap: Double) {
    let count = scales.count
    var steps = projected([Double](repeating: 1, count: count))
    var slopes = [Double](repeating: 0, count: count)
    var value = value(steps, &slopes)
    var recent = [value]
    var (best, bound) = (value, Double.infinity)
    var stride = 1.0 / (slopes.max() ?? 1)
    for _ in 0..<iterations {
      // The whole budget on what promises most for its money, against what is spent.
      var (promise, spent) = (0.0, 0.0)
      for index in 0..<count {
        promise = max(promise, slopes[index] / scales[index])
        spent += slopes[index] * steps[index]
      }
      bound = min(bound, value + budget * promise - spent)
      if bound - best <= wanted { break }
      let target = projected((0..<count).map { steps[$0] + stride * slopes[$0] })
      let direction = (0..<count).map { target[$0] - steps[$0] }
      let rise = zip(slopes, direction).reduce(0) { $0 + $1.0 * $1.1 }
      var length = 1.0
      var (next, nextSlopes, nextValue) = (steps, slopes, value)
      for _ in 0..<40 {
        for index in 0..<count { next[index] = steps[index] + length * direction[index] }
        nextValue = self.value(next, &nextSlopes)
        if nextValue >= (recent.min() ?? value) + 1e-4 * length * rise { break }
        length *= 0.5
      }
      var (moved, bent) = (0.0, 0.0)
      for index in 0..<count {
        let change = next[index] - steps[index]
        moved += change * change
        bent -= change * (nextSlopes[index] - slopes[index])
      }
      stride = bent > 0 ? moved / bent : stride * 4
      (steps, slopes, value) = (next, nextSlopes, nextValue)
      recent = Array((recent + [value]).suffix(10))
      best = max(best, value)
    }
    return (best, bound - best)
  }
}
