import CaseFiles
import Findings
import Foundation
import Probability
import SupplyNetwork
import Testing

/// Cases and records that reviews are compared with.
enum ReviewFixture {
  /// The bundled case as it is read.
  static let bundled: Case? = CaseReader.read(
    folder: URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent().appending(path: "Assets/cases/consumer-goods").path()
  ).case

  /// The bundled case with changes.
  static func model(_ change: (inout Case) -> Void = { _ in }) throws -> NetworkModel {
    var planningCase = try #require(bundled)
    change(&planningCase)
    return try NetworkModel(planningCase)
  }

  /// A random model: one centre, stores and items with everything that plans heed, drawn by name so that two models of
  /// neighbouring seeds share much and differ in the rest.
  static func random(_ seed: UInt64, variant: UInt64 = 0) throws -> NetworkModel {
    var common = RandomStream(seed: 7, path: [seed])
    var own = RandomStream(seed: 8, path: [seed, variant])
    func draw(_ stream: inout RandomStream, _ range: ClosedRange<Int>) -> Int {
      range.lowerBound + Int(stream.uniform() * Double(range.count))
    }
    /// A value of the seed, in some variants another.
    func value(_ range: ClosedRange<Int>, changing chance: Double = 0.15) -> Int {
      let first = draw(&common, range)
      let isOther = own.uniform() < chance && variant > 0
      let other = draw(&own, range)
      return isOther ? other : first
    }
    let stores = max(1, value(2...5, changing: 0.3))
    let hasCost = draw(&common, 0...5) > 0
    let itemCount = value(1...3, changing: 0.2)
    let locations =
      [Location(id: "DC", name: "Centre", tier: 0, kind: .dc)]
      + (1...stores).map { Location(id: "S\($0)", name: "Store \($0)", tier: 1, kind: .store) }
    var settings = SampleModels.settings()
    settings.optimization.maximumServiceTime = value(0...3) == 0 ? 4 : nil
    let carryingRate = Double(value(20...30)) / 100
    var items: [Item] = []
    var networks: [StageNetwork] = []
    var inventory: [[InventoryRecord?]] = []
    for item in 0..<itemCount {
      let cost = Double(value(1...40)) + 0.37
      items.append(Item(id: "I\(item)", name: "Item \(item)", unitCost: hasCost ? cost : nil))
      var stages: [Stage] = []
      for location in locations.indices {
        let mean = Double(value(1...30)) / 3
        let family = value(0...3)
        let demand: DemandDistribution =
          switch family {
          case 0: .normal(mean: mean, sd: mean * 0.3)
          case 1: .gamma(mean: mean, sd: mean * 1.1)
          case 2: .poisson(mean: mean)
          default: .negativeBinomial(mean: mean, sd: mean.squareRoot() * 1.5)
          }
        let target = Double(value(85...98)) / 100
        stages.append(
          Stage(
            id: "\(location)/\(item)", location: location, item: item,
            processingTime: value(1...6), processingTimeSD: value(0...4) == 0 ? 1.3 : 0, reviewPeriod: value(1...3),
            holdingCostRate: carryingRate * cost / 365,
            maximumCommittedServiceTime: location == 0 ? settings.optimization.maximumServiceTime : 0,
            demand: location == 0 ? nil : demand,
            service: value(0...3) == 0 ? .init(.fillRate, target) : .init(.cycleServiceLevel, target),
            orderMultiple: Double(value(0...3) == 0 ? 6 : 1), minimumStock: value(0...5) == 0 ? 4 : 0,
            fixedBaseStock: value(0...8) == 0 ? Double(value(0...60)) : nil))
      }
      networks.append(
        try StageNetwork(
          name: items[item].name, stages: stages, links: (1...stores).map { Link(supplier: 0, customer: $0) },
          correlation: Double(value(0...4)) / 10))
      inventory.append(
        locations.indices.map {
          InventoryRecord(
            location: $0, item: item, onHand: Double(value(0...200, changing: 0.6)),
            orderUpTo: Double(value(20...120, changing: 0.3)), fillRate: Double(value(80...100)) / 100)
        })
    }
    return NetworkModel(
      settings: settings, tiers: [Tier(name: "Centre", kind: .dc), Tier(name: "Stores", kind: .store)],
      locations: locations, items: items, networks: networks, inventory: inventory)
  }

  /// The bridge as changes of inventory by cause.
  static func changes(from then: NetworkModel, to now: NetworkModel) async throws -> [ReviewCause: PlanTotals] {
    let bridge = try await PlanBridge(from: then, to: now)
    return Dictionary(uniqueKeysWithValues: bridge.steps.map { ($0.cause, $0.change) })
  }

  /// A side without results.
  static func side(_ model: NetworkModel) -> ReviewSide { ReviewSide(StudyInput(model: model, toolVersion: "0.0.0")) }

  /// The bytes of the record of a model, through the text, as a model again.
  static func rebuilt(_ model: NetworkModel) throws -> NetworkModel {
    let data = try JSONEncoder().encode(PlanningBasis(model, currency: "USD"))
    return try JSONDecoder().decode(PlanningBasis.self, from: data).model()
  }
}

extension PlanTotals {
  /// Nothing at all.
  static let zero = PlanTotals(
    [], of: NetworkModel(settings: .init(), tiers: [], locations: [], items: [], networks: []))
}
