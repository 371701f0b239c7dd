import Probability
import Testing

@testable import Solver

/// Lots against all lots of small cases.
struct LotBruteForceTests {
  /// All subsets of periods as setups; each supplies all up to the next.
  @Test func dynamicLotSizing() throws {
    for seed in 0..<400 as Range<UInt64> {
      var stream = RandomStream(seed: 3, path: [seed])
      let count = Int(stream.uniform() * 10)
      func draw(_ scale: Double, zeros: Double) -> [Double] {
        (0..<count).map { _ in stream.uniform() < zeros ? 0 : (stream.uniform() * scale).rounded() }
      }
      let requirements = draw(40, zeros: 0.3)
      let setups = draw(80, zeros: 0.2)
      let holding = draw(3, zeros: 0.2)
      let units = seed % 2 == 0 ? draw(9, zeros: 0.1) : nil
      let plan = try DynamicLotSizing.optimalPlan(
        requirements: requirements, setupCosts: setups, holdingCosts: holding, unitCosts: units)
      func cost(_ lots: [Double], setups chosen: [Bool]) -> Double {
        var (total, stock) = (0.0, 0.0)
        for period in 0..<count {
          total += (chosen[period] ? setups[period] : 0) + (units?[period] ?? 0) * lots[period]
          stock += lots[period] - requirements[period]
          guard stock >= 0 else { return .infinity }
          total += holding[period] * stock
        }
        return total
      }
      // From period on; costs to go are checked for all of them.
      for start in 0...count where start == 0 || seed % 10 == 0 {
        var best = start == count ? 0 : Double.infinity
        for subset in 0..<(1 << (count - start)) {
          var lots = [Double](repeating: 0, count: count)
          var chosen = [Bool](repeating: false, count: count)
          for period in 0..<start { lots[period] = requirements[period] }
          var last: Int?
          for period in start..<count {
            if subset >> (period - start) & 1 == 1 {
              last = period
              chosen[period] = true
            }
            if let last { lots[last] += requirements[period] }
          }
          let before = (0..<start).reduce(0.0) { $0 + (units?[$1] ?? 0) * lots[$1] }
          best = min(best, cost(lots, setups: chosen) - before)
        }
        #expect(abs(plan.costToGo[start] - best) < 1e-9, "case \(seed) from \(start)")
      }
      #expect(cost(plan.lots, setups: plan.lots.map { $0 > 0 }) == plan.totalCost)
      #expect(abs(plan.totalCost - plan.costToGo[0]) < 1e-9)
      let total = requirements.reduce(0, +)
      #expect(isClose(plan.lots.reduce(0, +), total))
    }
  }

  /// Long horizons: the O(T²) recursion of Wagner and Whitin.
  @Test func dynamicLotSizingOfLongHorizons() throws {
    for seed in 0..<6 as Range<UInt64> {
      var stream = RandomStream(seed: 4, path: [seed])
      let count = 400
      let requirements = (0..<count).map { _ in stream.uniform() < 0.2 ? 0 : stream.uniform() * 50 }
      let setups = (0..<count).map { _ in stream.uniform() * 300 }
      let holding = (0..<count).map { _ in stream.uniform() }
      let units = (0..<count).map { _ in stream.uniform() * 4 }
      let plan = try DynamicLotSizing.optimalPlan(
        requirements: requirements, setupCosts: setups, holdingCosts: holding, unitCosts: units)
      var costToGo = [Double](repeating: 0, count: count + 1)
      for period in (0..<count).reversed() {
        var best = requirements[period] == 0 ? costToGo[period + 1] : .infinity
        var (unit, supply) = (units[period], setups[period])
        for last in period..<count {
          supply += unit * requirements[last]
          unit += holding[last]
          best = min(best, supply + costToGo[last + 1])
        }
        costToGo[period] = best
      }
      #expect(isClose(plan.totalCost, costToGo[0]))
      for period in 0..<count { #expect(isClose(plan.costToGo[period], costToGo[period], relative: 1e-8)) }
    }
  }

  @Test func dynamicLotSizingAtTheExtremes() throws {
    let idle = try DynamicLotSizing.optimalPlan(requirements: [0, 0, 0], setupCost: 5, holdingCost: 1)
    #expect(idle.totalCost == 0 && idle.lots == [0, 0, 0])
    let none = try DynamicLotSizing.optimalPlan(requirements: [], setupCost: 5, holdingCost: 1)
    #expect(none.totalCost == 0 && none.lots.isEmpty && none.costToGo == [0])
    let once = try DynamicLotSizing.optimalPlan(requirements: [0, 3, 4, 0, 9], setupCost: 5, holdingCost: 0)
    #expect(once.lots == [0, 16, 0, 0, 0] && once.totalCost == 5)
    let each = try DynamicLotSizing.optimalPlan(requirements: [0, 3, 4, 0, 9], setupCost: 0, holdingCost: 1)
    #expect(each.lots == [0, 3, 4, 0, 9] && each.totalCost == 0)
    #expect(throws: SolverError.self) {
      try DynamicLotSizing.optimalPlan(requirements: [1, -1], setupCost: 5, holdingCost: 1)
    }
    #expect(throws: SolverError.self) {
      try DynamicLotSizing.optimalPlan(requirements: [1, .nan], setupCost: 5, holdingCost: 1)
    }
    #expect(throws: SolverError.self) {
      try DynamicLotSizing.optimalPlan(requirements: [1], setupCosts: [], holdingCosts: [1])
    }
  }

  /// No lot of a fine grid is cheaper, and the cost is that of the price list.
  @Test(arguments: QuantityDiscount.Kind.allCases) func quantityDiscounts(_ kind: QuantityDiscount.Kind) throws {
    var later = 0
    for seed in 0..<300 as Range<UInt64> {
      var stream = RandomStream(seed: 6, path: [seed])
      var prices = [QuantityDiscount.PriceBreak(from: 0, unitCost: 5 + stream.uniform() * 5)]
      for _ in 0..<Int(stream.uniform() * 4) {
        let last = prices[prices.count - 1]
        prices.append(
          QuantityDiscount.PriceBreak(
            from: last.quantity + 1 + stream.uniform() * 60, unitCost: last.unitCost * (0.8 + 0.2 * stream.uniform())))
      }
      let (fixed, carrying, rate) = (stream.uniform() * 60, 0.05 + stream.uniform() * 0.4, 1 + stream.uniform() * 90)
      let lot = try QuantityDiscount.optimalLot(
        kind, prices: prices, fixedOrderCost: fixed, carryingRate: carrying, demandRate: rate)
      if lot.priceBreak > 0 { later += 1 }
      /// The invoice, unit by unit.
      func cost(_ quantity: Double) -> Double {
        var invoice = 0.0
        for (index, price) in prices.enumerated() where price.quantity <= quantity {
          switch kind {
          case .allUnits: invoice = price.unitCost * quantity
          case .incremental:
            let end = index + 1 < prices.count ? prices[index + 1].quantity : .infinity
            invoice += price.unitCost * (min(end, quantity) - price.quantity)
          }
        }
        return invoice / quantity * rate + fixed * rate / quantity + carrying * invoice / 2
      }
      #expect(isClose(lot.costRate, cost(lot.quantity)), "case \(seed)")
      let stated = try QuantityDiscount.costRate(
        ofLot: lot.quantity, kind, prices: prices, fixedOrderCost: fixed, carryingRate: carrying, demandRate: rate)
      #expect(isClose(stated, lot.costRate))
      let held = lot.averageUnitCost * carrying * lot.quantity / 2
      #expect(isClose(held + lot.averageUnitCost * rate + fixed * rate / lot.quantity, lot.costRate))
      let candidates = (1...3_000).map { Double($0) * 0.25 } + prices.dropFirst().map(\.quantity)
      for quantity in candidates where cost(quantity) < lot.costRate * (1 - 1e-12) {
        Issue.record("case \(seed): \(quantity) costs \(cost(quantity)), less than \(lot)")
      }
    }
    #expect(later > 100)
  }

  /// All multiples up to a bound, each with its best base cycle.
  @Test func jointReplenishment() throws {
    for seed in 0..<150 as Range<UInt64> {
      var stream = RandomStream(seed: 8, path: [seed])
      let items = (0..<3).map { index in
        JointReplenishment.Item(
          fixedOrderCost: seed % 5 == 0 && index == 0 ? 0 : stream.uniform() * 20,
          holdingCostRate: 0.1 + stream.uniform() * 5, demandRate: 0.3 + stream.uniform() * 20)
      }
      let shared = 1 + stream.uniform() * 20
      let schedule = try JointReplenishment.optimalSchedule(sharedFixedCost: shared, items: items)
      var best = Double.infinity
      for first in 1...24 {
        for second in 1...24 {
          for third in 1...24 {
            let multiples = [first, second, third]
            var (orders, value) = (shared, 0.0)
            for (item, multiple) in zip(items, multiples) {
              orders += item.fixedOrderCost / Double(multiple)
              value += item.holdingCostRate * item.demandRate * Double(multiple)
            }
            best = min(best, (2 * orders * value).squareRoot())
          }
        }
      }
      #expect((schedule.cycleMultiples.max() ?? 0) < 24)
      #expect(isClose(schedule.costRate, best), "case \(seed)")
      // Cost by its definition.
      var cost = shared / schedule.baseCycleTime
      for (item, (multiple, quantity)) in zip(items, zip(schedule.cycleMultiples, schedule.quantities)) {
        cost += item.fixedOrderCost / (Double(multiple) * schedule.baseCycleTime) + item.holdingCostRate * quantity / 2
      }
      #expect(isClose(cost, schedule.costRate))
      let silver = try JointReplenishment.silverSchedule(sharedFixedCost: shared, items: items)
      #expect(silver.costRate >= schedule.costRate * (1 - 1e-12) && silver.costRate < 1.2 * schedule.costRate)
    }
    let idle = JointReplenishment.Item(fixedOrderCost: 3, holdingCostRate: 1, demandRate: 0)
    let busy = JointReplenishment.Item(fixedOrderCost: 3, holdingCostRate: 1, demandRate: 5)
    let both = try JointReplenishment.optimalSchedule(sharedFixedCost: 2, items: [idle, busy])
    #expect(both.cycleMultiples == [0, 1] && both.quantities[0] == 0 && isClose(both.costRate, 50.squareRoot()))
    #expect(try JointReplenishment.optimalSchedule(sharedFixedCost: 2, items: [idle]).costRate == 0)
    #expect(try JointReplenishment.silverSchedule(sharedFixedCost: 2, items: []).costRate == 0)
    // Sharing almost nothing, every item has its own economic order quantity.
    let items = [busy, JointReplenishment.Item(fixedOrderCost: 1, holdingCostRate: 3, demandRate: 7)]
    let apart = try JointReplenishment.optimalSchedule(sharedFixedCost: 1e-16, items: items)
    #expect(isClose(apart.costRate, 30.squareRoot() + 42.squareRoot(), relative: 1e-6))
    #expect(throws: SolverError.self) { try JointReplenishment.optimalSchedule(sharedFixedCost: 0, items: items) }
  }

  /// Lots of steady demand: no other is cheaper, by their definitions.
  @Test func economicLots() throws {
    for seed in 0..<100 as Range<UInt64> {
      var stream = RandomStream(seed: 9, path: [seed])
      let (fixed, holding, rate) = (stream.uniform() * 50, 0.1 + stream.uniform() * 3, 1 + stream.uniform() * 40)
      let waiting = 0.2 + stream.uniform() * 9
      let costs = ReplenishmentCosts(fixedOrderCost: fixed, holdingCostRate: holding, backorderCostRate: waiting)
      let lot = try EconomicOrderQuantity.optimalLot(fixedOrderCost: fixed, holdingCostRate: holding, demandRate: rate)
      let late = try EconomicOrderQuantity.optimalLotWithBackorders(costs: costs, demandRate: rate)
      let made = try EconomicOrderQuantity.optimalProductionLot(
        fixedOrderCost: fixed, holdingCostRate: holding, demandRate: rate, productionRate: 1.5 * rate)
      let failing = try SupplyDisruption.optimalLot(
        fixedOrderCost: fixed, holdingCostRate: holding, lostSaleCost: waiting, demandRate: rate,
        disruptionRate: 0.3, recoveryRate: 2)
      func lateCost(_ quantity: Double, _ backorder: Double) -> Double {
        let stock = quantity - backorder
        return (fixed * rate + (holding * stock * stock + waiting * backorder * backorder) / 2) / quantity
      }
      #expect(isClose(late.costRate, lateCost(late.quantity, late.greatestBackorder)))
      #expect(isClose(late.greatestStock + late.greatestBackorder, late.quantity))
      for step in 1...60 {
        let factor = 0.05 * Double(step)
        let other = try EconomicOrderQuantity.costRate(
          ofLot: lot.quantity * factor, fixedOrderCost: fixed, holdingCostRate: holding, demandRate: rate)
        #expect(other >= lot.costRate * (1 - 1e-12))
        for part in [0, 0.1, 0.5, 0.9] {
          let quantity = late.quantity * factor
          #expect(lateCost(quantity, part * quantity) >= late.costRate * (1 - 1e-12))
        }
        let production = fixed * rate / (made.quantity * factor) + holding * made.quantity * factor / 6
        #expect(production >= made.costRate * (1 - 1e-12))
        let disrupted = try SupplyDisruption.costRate(
          ofLot: failing.quantity * factor, fixedOrderCost: fixed, holdingCostRate: holding, lostSaleCost: waiting,
          demandRate: rate, disruptionRate: 0.3, recoveryRate: 2)
        #expect(disrupted >= failing.costRate * (1 - 1e-12))
        for yield in [RandomYield.additive(mean: -3, sd: 2), .multiplicative(mean: 0.8, sd: 0.3)] {
          let best = try yield.optimalLot(fixedOrderCost: fixed + 1, holdingCostRate: holding, demandRate: rate)
          let own = try yield.costRate(
            ofLot: best.quantity, fixedOrderCost: fixed + 1, holdingCostRate: holding, demandRate: rate)
          #expect(isClose(own, best.costRate))
          let size = 3 + (best.quantity - 3) * factor
          guard size > 3 else { continue }
          let other = try yield.costRate(
            ofLot: size, fixedOrderCost: fixed + 1, holdingCostRate: holding, demandRate: rate)
          #expect(other >= best.costRate * (1 - 1e-12))
        }
      }
    }
  }

  @Test func economicLotsAtTheExtremes() throws {
    let free = try EconomicOrderQuantity.optimalLot(fixedOrderCost: 0, holdingCostRate: 1, demandRate: 5)
    #expect(free.quantity == 0 && free.costRate == 0 && free.cycleTime == 0)
    let none = try EconomicOrderQuantity.optimalLot(fixedOrderCost: 3, holdingCostRate: 1, demandRate: 0)
    #expect(none.quantity == 0 && none.costRate == 0 && none.cycleTime == 0)
    // Nothing overflows on the way.
    let vast = try EconomicOrderQuantity.optimalLot(fixedOrderCost: 1e200, holdingCostRate: 1e200, demandRate: 1e200)
    #expect(isClose(vast.quantity, 2.squareRoot() * 1e100) && isClose(vast.costRate, 2.squareRoot() * 1e300))
    for (fixed, holding, rate) in [
      (-1, 1, 1), (1, 0, 1), (1, -1, 1), (1, 1, -1), (.nan, 1, 1), (1, .infinity, 1), (1e300, 1e-300, 1e300),
    ] as [(Double, Double, Double)] {
      #expect(throws: SolverError.self) {
        try EconomicOrderQuantity.optimalLot(fixedOrderCost: fixed, holdingCostRate: holding, demandRate: rate)
      }
    }
    #expect(throws: SolverError.self) {
      try EconomicOrderQuantity.optimalProductionLot(
        fixedOrderCost: 1, holdingCostRate: 1, demandRate: 5, productionRate: 5)
    }
    // A supplier that never fails; one whose failures are not worth a stock.
    let sure = try SupplyDisruption.optimalLot(
      fixedOrderCost: 8, holdingCostRate: 0.225, lostSaleCost: 5, demandRate: 1300, disruptionRate: 0, recoveryRate: 9)
    #expect(isClose(sure.quantity, 304.0467800264368) && isClose(sure.costRate, 68.41052550594829))
    let idle = try SupplyDisruption.optimalLot(
      fixedOrderCost: 0, holdingCostRate: 5, lostSaleCost: 0.1, demandRate: 10, disruptionRate: 1, recoveryRate: 3)
    #expect(idle.quantity == 0 && isClose(idle.costRate, 0.25))
    let small = try SupplyDisruption.costRate(
      ofLot: 1e-9, fixedOrderCost: 0, holdingCostRate: 5, lostSaleCost: 0.1, demandRate: 10, disruptionRate: 1,
      recoveryRate: 3)
    #expect(isClose(small, idle.costRate, relative: 1e-6))
  }
}
