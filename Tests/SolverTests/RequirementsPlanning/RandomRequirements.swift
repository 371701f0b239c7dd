import Probability
import SupplyNetwork

@testable import Solver

/// Random acyclic networks with distribution, assembly and shared sourcing, and something to plan on each of them.
struct RandomRequirements {
  let network: StageNetwork
  var input: RequirementsInput

  /// Draws from its own stream. All quantities are whole, so that sums are exact.
  init(seed: UInt64) throws {
    var stream = RandomStream(seed: 77, path: [seed])
    func draw(_ range: ClosedRange<Int>) -> Int { range.lowerBound + Int(stream.uniform() * Double(range.count)) }
    func chance(_ probability: Double) -> Bool { stream.uniform() < probability }

    let count = draw(1...7)
    var links: [Link] = []
    var stages: [Stage] = []
    for index in 0..<count {
      let suppliers = index == 0 ? [] : (0..<index).filter { _ in chance(1.2 / Double(index)) }
      let isShared = suppliers.count > 1 && chance(0.5)
      for supplier in suppliers {
        links.append(
          Link(
            supplier: supplier, customer: index, units: isShared ? 1 : Double(draw(1...3)), leadTime: draw(0...3),
            share: isShared ? 0.5 : 1))
      }
      stages.append(
        Stage(
          id: "s\(index)", processingTime: draw(0...3), reviewPeriod: chance(0.4) ? draw(2...4) : 1,
          externalInboundServiceTime: suppliers.isEmpty && chance(0.3) ? draw(1...3) : 0,
          orderMultiple: chance(0.4) ? Double(2 * draw(1...6)) : 1, minimumOrder: chance(0.3) ? Double(draw(5...20)) : 0
        ))
    }
    for index in 0..<count where chance(0.3) || !links.contains(where: { $0.supplier == index }) {
      stages[index].demand = .normal(mean: Double(draw(1...9)), sd: 1)
    }
    network = try StageNetwork(name: "random \(seed)", stages: stages, links: links)
    let periods = draw(1...20)
    let rules: [LotRule] = stages.map { stage in
      switch draw(0...3) {
      case 0: .lotForLot
      case 1: .fixedOrderQuantity(Double(draw(3...25)))
      case 2: .periodOrderQuantity(draw(1...5))
      default: .usual(for: stage)
      }
    }
    let arrivals = (0..<draw(0...2 * count)).map { _ in
      ScheduledArrival(
        stage: draw(0...count - 1), period: draw(1...8), quantity: Double(draw(0...30)), isAssumed: chance(0.3))
    }
    let forecast = stages.map { stage in
      let isListed = stage.demand != nil && chance(0.6)
      return ExternalForecast(
        values: isListed ? (0..<draw(0...15)).map { _ in Double(draw(0...12)) } : [], mean: stage.demand?.mean ?? 0)
    }
    input = RequirementsInput(
      network: network, periods: periods, firmPeriods: chance(0.2) ? draw(0...periods - 1) : 0,
      onHand: stages.map { _ in Double(draw(0...60)) }, safetyStock: stages.map { _ in Double(draw(0...15)) },
      arrivals: arrivals, forecast: forecast, lotRules: rules)
  }

  /// The plan, or that over another horizon.
  func plan(periods: Int? = nil) throws -> RequirementsPlan {
    var input = input
    if let periods { input.periods = periods }
    return try RequirementsPlanning.plan(for: network, input: input)
  }
}
