import Probability
import SupplyNetwork
import Testing

@testable import Solver

/// Random networks by the hundreds: what must hold for every plan.
struct RequirementsPlanningTests {
  @Test("a replay of the orders, stage by stage and day by day, sees what the plan projects")
  func replay() throws {
    var flagged = 0
    var quiet = 0
    for seed in 0..<800 as Range<UInt64> {
      let random = try RandomRequirements(seed: seed)
      let (network, input) = (random.network, random.input)
      // Orders of later periods draw on suppliers within the horizon, so the replay sees more of them than it checks.
      let plan = try random.plan()
      let beyond = try random.plan(periods: input.periods + 40)
      for stage in network.stages.indices {
        var stock = input.onHand[stage]
        for period in 1...input.periods {
          for arrival in input.arrivals where arrival.stage == stage && arrival.period == period {
            stock += arrival.quantity
          }
          for order in beyond.orders where order.stage == stage && order.receiptPeriod == period {
            #expect(order.releasePeriod > input.firmPeriods && order.quantity > 0)
            stock += order.quantity
          }
          var drawn = input.forecast[stage].units(in: period)
          for link in network.links where link.supplier == stage {
            // Shipped so that it arrives and is worked up when the customer's order is due.
            let due = period + link.leadTime + network.stages[link.customer].processingTime
            for order in beyond.orders where order.stage == link.customer && order.receiptPeriod == due {
              drawn += order.quantity * link.units * link.share
            }
          }
          stock -= drawn
          let record = plan.stages[stage]
          #expect(record.grossRequirements[period - 1] == drawn, "\(network.name), stage \(stage), period \(period)")
          #expect(record.projectedOnHand[period - 1] == stock, "\(network.name), stage \(stage), period \(period)")
          let isFlagged = plan.exceptions.contains {
            $0.stage == stage && ($0.kind == .shortage || $0.kind == .belowSafetyStock)
              && $0.fromPeriod <= period && period <= $0.toPeriod ?? 0
          }
          if stock < input.safetyStock[stage] {
            #expect(isFlagged, "\(network.name), stage \(stage), period \(period)")
            flagged += 1
          } else {
            quiet += 1
          }
        }
      }
    }
    #expect(flagged > 1_000 && quiet > 5_000)
  }

  @Test("orders obey minimum, multiple and lot rule, and none is larger than it must be")
  func lotRules() throws {
    var orders = 0
    for seed in 1_000..<1_600 as Range<UInt64> {
      let random = try RandomRequirements(seed: seed)
      let plan = try random.plan(periods: 40)
      for stage in random.network.stages.indices {
        let record = plan.stages[stage]
        let (multiple, minimum) = (
          random.network.stages[stage].orderMultiple, random.network.stages[stage].minimumOrder
        )
        let leadTime = record.leadTime
        #expect(
          Array(record.plannedReleases.prefix(max(0, 40 - leadTime)))
            == Array(record.plannedReceipts.dropFirst(leadTime)))
        #expect(record.plannedReceipts.prefix(leadTime + random.input.firmPeriods).allSatisfy { $0 == 0 })
        var covered = 0.0
        var required = 0.0
        for period in 0..<40 {
          required += record.netRequirements[period]
          let order = record.plannedReceipts[period]
          if order > 0 {
            orders += 1
            #expect((order / multiple).rounded() * multiple == order)
            #expect(order >= minimum)
            // Without it something would be missing at once.
            #expect(covered < required)
            let coverage: Int
            var steps = [multiple]
            switch random.input.lotRules[stage] {
            case .fixedOrderQuantity(let size):
              coverage = 1
              steps.append(size)
            case .periodOrderQuantity(let periods): coverage = periods
            case .lotForLot, .sized: coverage = 1
            }
            if period + coverage <= 40 {
              let wanted = required + record.netRequirements[period + 1..<period + coverage].reduce(0, +) - covered
              #expect(order >= wanted)
              #expect(order < max(wanted, minimum) + steps.reduce(0, +))
            }
            covered += order
          }
          if period >= leadTime + random.input.firmPeriods { #expect(covered >= required) }
        }
      }
    }
    #expect(orders > 2_000)
  }

  @Test("nothing in the horizon depends on where it ends")
  func horizon() throws {
    for seed in 2_000..<2_400 as Range<UInt64> {
      let random = try RandomRequirements(seed: seed)
      let near = try random.plan()
      #expect(try random.plan() == near)
      let far = try random.plan(periods: near.periods + 17)
      for (short, long) in zip(near.stages, far.stages) {
        func expectPrefix(_ row: KeyPath<RequirementsPlan.StageRecord, [Double]>) {
          #expect(short[keyPath: row] == Array(long[keyPath: row].prefix(near.periods)), "\(near.name)")
        }
        expectPrefix(\.grossRequirements)
        expectPrefix(\.scheduledReceipts)
        expectPrefix(\.projectedOnHand)
        expectPrefix(\.netRequirements)
        expectPrefix(\.plannedReceipts)
        expectPrefix(\.plannedReleases)
      }
    }
  }

  @Test("carrying out what the messages ask for keeps the safety stock")
  func rescheduling() throws {
    var moved = 0
    for seed in 3_000..<3_600 as Range<UInt64> {
      var random = try RandomRequirements(seed: seed)
      for index in random.input.arrivals.indices { random.input.arrivals[index].isAssumed = false }
      let before = try random.plan()
      let late = Set(before.exceptions.filter { $0.kind == .pastDueRelease }.map(\.stage))
      var arrivals = random.input.arrivals
      for message in before.exceptions where message.kind == .expedite {
        let position = try #require(
          arrivals.firstIndex {
            $0.stage == message.stage && $0.period == message.fromPeriod && $0.quantity == message.quantity
          })
        arrivals[position].period = try #require(message.toPeriod)
        moved += 1
      }
      random.input.arrivals = arrivals
      let after = try random.plan()
      #expect(!after.exceptions.contains { $0.kind == .expedite })
      for message in after.exceptions where message.kind == .shortage || message.kind == .belowSafetyStock {
        #expect(late.contains(message.stage), "\(before.name)")
      }
      // The orders planned are the same: the messages take them for granted.
      #expect(after.stages.map(\.plannedReleases) == before.stages.map(\.plannedReleases))
    }
    #expect(moved > 100)
  }

  @Test("stages that start in balance stay at their safety stock until an order can arrive, and give no message")
  func balance() throws {
    for seed in 4_000..<4_300 as Range<UInt64> {
      let random = try RandomRequirements(seed: seed)
      let network = random.network
      let plan = IndependentPlanner.plan(for: network)
      let firm = seed % 3 == 0 ? 2 : 0
      let input = RequirementsInput(
        network: network, plan: plan, inventory: Array(repeating: nil, count: network.stageCount), arrivals: [],
        periods: 30, firmPeriods: firm, forecast: random.input.forecast)
      let requirements = try RequirementsPlanning.plan(for: network, input: input)
      #expect(requirements.exceptions == [], "\(network.name)")
      for (index, record) in requirements.stages.enumerated() {
        let safetyStock = max(0, plan.stages[index].safetyStock)
        for period in 0..<record.leadTime + firm {
          #expect(abs(record.projectedOnHand[period] - safetyStock) < 1e-6)
          #expect(abs(record.scheduledReceipts[period] - record.grossRequirements[period]) < 1e-6)
        }
        #expect(record.projectedOnHand.allSatisfy { $0 > safetyStock - 1e-6 })
      }
    }
  }

  @Test("what is on order without a date is due in equal parts, the last after the lead time")
  func onOrder() throws {
    let network = try StageNetwork(
      name: "one", stages: [Stage(id: "s", processingTime: 10, reviewPeriod: 4, demand: .normal(mean: 5, sd: 1))],
      links: [])
    func arrivals(_ onOrder: Double, known: [ScheduledArrival] = []) -> [ScheduledArrival] {
      RequirementsInput(
        network: network, plan: IndependentPlanner.plan(for: network),
        inventory: [InventoryRecord(location: 0, item: 0, onHand: 7, onOrder: onOrder)], arrivals: known, periods: 5
      ).arrivals
    }
    func assumed(_ period: Int, _ quantity: Double) -> ScheduledArrival {
      ScheduledArrival(stage: 0, period: period, quantity: quantity, isAssumed: true)
    }
    #expect(arrivals(20) == [assumed(10, 7), assumed(6, 7), assumed(2, 6)])
    #expect(arrivals(1) == [assumed(10, 1)])
    #expect(arrivals(0) == [])
    let known = ScheduledArrival(stage: 0, period: 3, quantity: 4)
    #expect(arrivals(20, known: [known]) == [known])
  }

  @Test("what cannot be planned is told")
  func refusals() throws {
    let network = try StageNetwork(
      name: "one", stages: [Stage(id: "s", demand: .normal(mean: 5, sd: 1))], links: [])
    func refused(_ change: (inout RequirementsInput) -> Void) -> Bool {
      var input = RequirementsInput(network: network, periods: 4)
      change(&input)
      do {
        _ = try RequirementsPlanning.plan(for: network, input: input)
        return false
      } catch {
        if case .invalid = error { return true } else { return false }
      }
    }
    #expect(!refused { _ in })
    #expect(refused { $0.periods = 0 })
    #expect(refused { $0.periods = 10_001 })
    #expect(refused { $0.firmPeriods = 4 })
    #expect(refused { $0.onHand = [.nan] })
    #expect(refused { $0.onHand = [] })
    #expect(refused { $0.safetyStock = [-1] })
    #expect(refused { $0.forecast = [ExternalForecast(values: [.infinity])] })
    #expect(refused { $0.forecast = [ExternalForecast(mean: 1.7e308)] })
    #expect(refused { $0.arrivals = [ScheduledArrival(stage: 1, period: 1, quantity: 1)] })
    #expect(refused { $0.arrivals = [ScheduledArrival(stage: 0, period: 0, quantity: 1)] })
    #expect(refused { $0.lotRules = [.fixedOrderQuantity(0)] })
    #expect(refused { $0.lotRules = [.periodOrderQuantity(0)] })
    #expect(refused { $0.lotRules = [.sized { _ in [] }] })
    #expect(refused { $0.lotRules = [.sized { $0.map { _ in 0 } }] })
    #expect(!refused { $0.lotRules = [.sized { [$0.reduce(0, +)] + $0.dropFirst().map { _ in 0 } }] })
    var stage = network.stages[0]
    stage.processingTime = 500_000_000
    let slow = try StageNetwork(name: "slow", stages: [stage], links: [])
    #expect(throws: SolverError.self) {
      try RequirementsPlanning.plan(for: slow, input: RequirementsInput(network: slow, periods: 4))
    }
  }

  @Test("the usual horizon covers the longest way through the network")
  func usualHorizon() throws {
    let network = try StageNetwork(
      name: "chain",
      stages: [
        Stage(id: "a", processingTime: 9, externalInboundServiceTime: 2),
        Stage(id: "b", processingTime: 3, reviewPeriod: 7), Stage(id: "c", processingTime: 30),
      ],
      links: [Link(supplier: 0, customer: 1, leadTime: 1)])
    #expect(PlanningHorizon.cumulativeLeadTime(of: network) == 30)
    #expect(PlanningHorizon.usualPeriods(for: network) == 58)
    #expect(RequirementsPlanning.description.name == "drp")
  }
}
