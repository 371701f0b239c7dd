import Probability
import Solver
import SupplyNetwork
import Testing

@testable import Findings

/// Service against stock, and the budget of a case.
struct FrontierTests {
  /// Two items, three stores; today's stores hold too much of one item and too little of the other.
  private static func sample(budget: Double? = nil) -> SampleModels.Distribution {
    SampleModels.Distribution(
      unitCosts: [10, 4],
      inventory: { item, location in
        InventoryRecord(
          location: location, item: item, onHand: 60, orderUpTo: location == 0 ? 400 : item == 0 ? 70 : 36)
      }, settings: SampleModels.settings { $0.optimization.budget = budget })
  }

  /// Stock and service of some plans of a model, by their definitions; normal demand.
  private static func byDefinition(_ plans: [StockingPlan], _ model: NetworkModel) -> (stock: Double, service: Double) {
    var (stock, served, demand) = (0.0, 0.0, 0.0)
    for (network, plan) in zip(model.networks, plans) {
      for (stage, decision) in zip(network.stages, plan.stages) {
        stock += (model.unitCost(of: stage) ?? 0) * max(0, decision.safetyStock)
        guard let own = stage.demand else { continue }
        let periods = Double(decision.netReplenishmentLeadTime)
        let distance = decision.installationBaseStock - own.mean * periods
        served += own.mean * StandardNormal.cumulative(distance / (own.sd * periods.squareRoot()))
        demand += own.mean
      }
    }
    return (stock, served / demand)
  }

  @Test("The proposal and today stand where their definitions put them, the frontier above both")
  func points() async throws {
    let study = try await Self.sample().study()
    let frontier = try #require(study.frontier)
    #expect(frontier.measure == .inventoryValue && frontier.cycleStock == 0)
    let promised = Self.byDefinition(study.networks.map(\.promised), study.model)
    #expect(abs(frontier.leastForTargets.stock - promised.stock) < 1e-9 * promised.stock)
    #expect(abs(frontier.leastForTargets.service - promised.service) < 1e-9)
    let first = try #require(frontier.points(.targets).first)
    #expect(abs(first.stock - promised.stock) < 1e-9 * promised.stock)
    let today = try #require(try frontier.point(of: study.networks.map(\.current.plan)))
    let defined = Self.byDefinition(study.networks.map(\.current.plan), study.model)
    #expect(abs(today.stock - defined.stock) < 1e-9 * defined.stock && abs(today.service - defined.service) < 1e-9)
    // The stock of the stages without customers is that of the proposal, so that this holds for what it leaves.
    let free = try #require(frontier.plan(forStock: promised.stock, .none))
    #expect(free.service >= promised.service)
    for floors in FrontierStudy.Floors.allCases {
      let points = frontier.points(floors)
      for (low, high) in zip(points, points.dropFirst()) {
        #expect(low.stock < high.stock && low.service < high.service)
      }
    }
  }

  @Test("The next 0.1 point costs what so much more service takes, in the report and wherever it is asked")
  func nextTenth() async throws {
    let study = try await Self.sample().study()
    let frontier = try #require(study.frontier)
    for floors in FrontierStudy.Floors.allCases {
      var known = 0
      for point in frontier.points(floors) {
        let further = try #require(frontier.plan(forService: point.service + 0.001, floors))
        guard let cost = point.nextTenthCost else {
          #expect(point.service > 0.999 - 1e-9 && further.status == .infeasible)
          continue
        }
        known += 1
        #expect(abs(cost - (further.cost + frontier.cycleStock - point.stock)) <= 1e-9 * point.stock)
        // Whole units of two items, at 10 and 4.
        #expect(cost > 4 - 1e-9 && abs(cost - cost.rounded()) < 1e-6)
        #expect(further.service >= point.service + 0.001 - 1e-9)
      }
      #expect(known > 10)
    }
    let proposal = try #require(frontier.leastForTargets.nextTenthCost)
    #expect(proposal == frontier.points(.targets)[0].nextTenthCost)
    let section = try #require(StudyFindings(study).serviceAgainstInventory)
    let text = NumberFormat(currency: "USD").shortMoney(proposal)
    #expect(section.nextPoint.contains("the next 0.1 point of service costs \(text)"))
    let row = try #require(section.points.rows.first { $0.cells[0].text == "Proposal" })
    #expect(abs((row.cells[3].value ?? 0) - proposal) < 1e-9)
  }

  @Test("Points by service: the cheapest plan of every multiple, each a plan of its own")
  func steps() async throws {
    let study = try await Self.sample().study()
    let plans = study.networks.map(\.promised)
    for step in [0.001, 0.005, 0.02] {
      let frontier = try FrontierStudy(study.model, plans: plans, spacing: .service(step))
      let points = frontier.points(.targets)
      #expect(points.first?.stock == frontier.leastForTargets.stock)
      #expect(points.count > (step < 0.01 ? 5 : 1))
      for (low, high) in zip(points, points.dropFirst()) {
        #expect(low.stock < high.stock && low.service < high.service)
        // No multiple between two points goes without a plan that reaches it.
        let multiple = (low.service / step + 1e-9).rounded(.down) * step + step
        #expect(high.service >= multiple - 1e-9)
      }
      #expect((points.last?.service ?? 0) > FrontierStudy.highestService - step - 1e-9)
    }
  }

  @Test("What the report says follows from the frontier, and the displayed change from the displayed figures")
  func wording() async throws {
    let sample = Self.sample()
    let findings = try await sample.findings()
    let section = try #require(findings.serviceAgainstInventory)
    #expect(try faults(in: findings) == [])
    #expect(section.budget == nil)
    let figure = section.frontier
    #expect(figure.marks.map(\.kind).contains(.current) && figure.marks[0].kind == .proposal)
    let target = try #require(figure.lines.first { $0.keepsTargets })
    #expect(target.stock[0] == figure.marks[0].stock && target.service[0] == figure.marks[0].service)
    for line in figure.lines {
      #expect(line.stock.count == line.service.count && line.stock.count > 1)
      #expect(line.stock == line.stock.sorted() && line.service == line.service.sorted())
    }
    let today = try #require(figure.marks.first { $0.kind == .current })
    if let same = figure.marks.first(where: { $0.kind == .sameService }) {
      #expect(same.stock < today.stock && same.service >= today.service - 1e-9)
      #expect(figure.heading.title.contains("The same service takes"))
    }
    if let same = figure.marks.first(where: { $0.kind == .sameStock }) {
      #expect(same.service > today.service && same.stock <= today.stock + 1e-6)
    }
    #expect(section.points.rows.count <= 9)
    #expect(section.points.rows.contains { $0.cells[0].text == "Proposal" })
    #expect(section.basis.contains("modelled, not simulated"))
  }

  @Test("Today's levels that are those of the frontier leave nothing to say against them")
  func noDifference() async throws {
    var sample = Self.sample()
    sample.centreQuotesAtOnce = true
    let model = try sample.model()
    let plans = try model.networks.indices.map { try NetworkStudy.Plans(model: model, index: $0).promised }
    let frontier = try FrontierStudy(model, plans: plans)
    let best = try #require(frontier.plan(forService: 0.95, .none))
    let levels = frontier.stockingPlans(best, .none)
    sample.inventory = { item, location in
      InventoryRecord(
        location: location, item: item, onHand: 60,
        orderUpTo: levels[item].stages[location].installationBaseStock)
    }
    let section = try #require(try await sample.findings().serviceAgainstInventory)
    #expect(section.frontier.heading.title == "No clear difference between today's levels and the frontier")
    #expect(section.lead.contains("no clear difference"))
  }

  @Test(
    "Without today's stock the section speaks of the proposal alone, in yearly holding cost where nothing has a value")
  func withoutToday() async throws {
    var sample = Self.sample()
    sample.inventory = { _, _ in nil }
    let section = try #require(try await sample.findings().serviceAgainstInventory)
    #expect(section.frontier.marks.map(\.kind) == [.proposal])
    #expect(section.lead.contains("the proposal serves"))
    sample.unitCosts = [nil, nil]
    let units = try #require(try await sample.findings().serviceAgainstInventory)
    #expect(units.points.columns[1].title.contains("Holding cost"))
  }

  @Test("A budget is spent on customers' levels, every target kept", arguments: [1.0, 1.1, 1.5])
  func budget(factor: Double) async throws {
    let least = try #require(try await Self.sample().study().frontier).leastForTargets
    let budget = (least.stock * factor).rounded(.up)
    let study = try await Self.sample(budget: budget).study()
    #expect(study.networks.allSatisfy { $0.verification == [] })
    let spent = Self.byDefinition(study.networks.map(\.optimised), study.model)
    #expect(spent.stock <= budget + 1e-9 && spent.service >= least.service - 1e-12)
    if factor > 1 {
      #expect(spent.service > least.service + 0.005)
      // Whole units: less than the dearest of them is left.
      #expect(spent.stock > budget - 10)
    }
    for network in study.networks {
      for (index, (decision, promised)) in zip(network.optimised.stages, network.promised.stages).enumerated() {
        #expect(decision.installationBaseStock >= promised.installationBaseStock)
        if !study.model.networks[network.index].isEnd(index) { #expect(decision == promised.with(decision)) }
      }
    }
    let section = try #require(StudyFindings(study).serviceAgainstInventory)
    #expect(section.budget?.contains("budget of") == true)
    #expect(section.frontier.marks[0].stock == study.frontier?.plan(forStock: budget, .targets)?.cost)
    #expect(try faults(in: StudyFindings(study)) == [])
    let parallel = try await Self.sample(budget: budget).study(threads: 2)
    #expect(zip(parallel.networks, study.networks).allSatisfy { $0.optimised == $1.optimised })
  }

  @Test("A budget below what the targets take is infeasible, and the least that is stated is enough")
  func infeasibleBudget() async throws {
    let least = try #require(try await Self.sample().study().frontier).leastForTargets.stock.rounded(.up)
    let error = await #expect(throws: StudyError.self) { try await Self.sample(budget: least - 2).study() }
    #expect(error?.isInfeasible == true)
    let format = NumberFormat(currency: "USD")
    #expect(error?.message.contains("at least \(format.money(least)) is needed") == true)
    _ = try await Self.sample(budget: least).study()
    var sample = Self.sample(budget: least)
    sample.unitCosts = [10, nil]
    let unknown = sample
    let refused = await #expect(throws: StudyError.self) { try await unknown.study() }
    #expect(refused?.isInfeasible == false && refused?.message.contains("unit cost") == true)
  }
}

extension StockingPlan.StageDecision {
  /// The decision with the echelon base stock of another, which customers' levels change.
  fileprivate func with(_ other: StockingPlan.StageDecision) -> StockingPlan.StageDecision {
    var decision = self
    decision.echelonBaseStock = other.echelonBaseStock
    return decision
  }
}
