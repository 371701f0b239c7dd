import Findings
import Foundation
import Probability
import SupplyNetwork

/// Small networks built in code.
enum SampleModels {
  /// Settings that keep a simulation short.
  static func settings(periods: Int = 40, replications: Int = 3, _ change: (inout CaseSettings) -> Void = { _ in })
    -> CaseSettings
  {
    var settings = CaseSettings()
    settings.simulation.periods = periods
    settings.simulation.warmUp = 15
    settings.simulation.replications = replications
    change(&settings)
    return settings
  }

  /// One distribution centre (location 0) that serves stores with every item.
  struct Distribution {
    var stores = 3
    var unitCosts: [Double?] = [10]
    /// Demand of a store for an item.
    var demand: (_ item: Int, _ store: Int) -> DemandDistribution = { item, store in
      .normal(mean: Double(10 + 3 * store + item), sd: Double(3 + store))
    }
    var correlation = 0.2
    var centreLeadTime = 5
    var storeLeadTime = 2
    var service: (_ item: Int, _ location: Int) -> ServiceTarget = { _, _ in .init(.cycleServiceLevel, 0.95) }
    var centreQuotesAtOnce = false
    var inventory: (_ item: Int, _ location: Int) -> InventoryRecord? = { _, _ in nil }
    var overrides: (_ item: Int, _ location: Int) -> Double? = { _, _ in nil }
    var settings = SampleModels.settings()

    func model() throws -> NetworkModel {
      let locations =
        [Location(id: "DC", name: "Centre", tier: 0, kind: .dc)]
        + (1...stores).map { Location(id: "S\($0)", name: "Store \($0)", tier: 1, kind: .store) }
      let items = unitCosts.enumerated().map { index, cost in
        Item(id: "I\(index + 1)", name: "Item \(index + 1)", unitCost: cost)
      }
      var networks: [StageNetwork] = []
      for (item, cost) in unitCosts.enumerated() {
        let rate = cost.map { settings.holdingCostRate(unitCost: $0) } ?? 1
        let stages = locations.indices.map { location in
          Stage(
            id: "\(items[item].id)@\(locations[location].id)", location: location, item: item,
            processingTime: location == 0 ? centreLeadTime : storeLeadTime, holdingCostRate: rate,
            maximumCommittedServiceTime: location > 0 || centreQuotesAtOnce ? 0 : nil,
            demand: location == 0 ? nil : demand(item, location - 1), service: service(item, location),
            fixedBaseStock: overrides(item, location))
        }
        networks.append(
          try StageNetwork(
            name: items[item].name, stages: stages, links: (1...stores).map { Link(supplier: 0, customer: $0) },
            correlation: correlation))
      }
      return NetworkModel(
        settings: settings,
        tiers: [Tier(name: "Distribution centre", kind: .dc), Tier(name: "Stores", kind: .store)],
        locations: locations, items: items, networks: networks,
        inventory: items.indices.map { item in locations.indices.map { inventory(item, $0) } })
    }

    func study(threads: Int = 1) async throws -> Study { try await SampleModels.study(try model(), threads: threads) }
    func findings() async throws -> StudyFindings { StudyFindings(try await study()) }
  }

  static func study(_ model: NetworkModel, planningCase: Case? = nil, threads: Int = 1) async throws -> Study {
    try await Study.run(
      StudyInput(model: model, planningCase: planningCase, toolVersion: "0.0.0"), threads: threads)
  }

  /// The tables that a model may have come from, without history or lanes.
  static func planningCase(of model: NetworkModel) -> Case {
    Case(
      settings: model.settings, tiers: model.tiers, locations: model.locations, items: model.items, lanes: [],
      demand: [], correlation: [])
  }

  /// A stage network as its file gives it: one stage a location, no unit costs.
  static func file(_ stages: [Stage], _ links: [Link] = []) throws -> NetworkModel {
    NetworkModel(network: try StageNetwork(name: "Network", stages: stages, links: links), settings: settings())
  }

  /// Random stock at every stage, a multiple of what one period needs.
  static func randomInventory(seed: UInt64, share: Double = 1) -> (Int, Int) -> InventoryRecord? {
    { item, location in
      var stream = RandomStream(seed: seed, path: [UInt64(item), UInt64(location)])
      guard stream.uniform() <= share else { return nil }
      let scale = location == 0 ? 150.0 : 40.0
      let level = (stream.uniform() * 2 * scale).rounded()
      return InventoryRecord(
        location: location, item: item, onHand: (stream.uniform() * 3 * scale).rounded(), orderUpTo: level,
        fillRate: location == 0 ? nil : 0.85 + 0.15 * stream.uniform(),
        stockoutsPerMonth: location == 0 ? nil : stream.uniform() * 3)
    }
  }
}

/// What a displayed figure reads as: "−$1.25M" is −1,250,000.
func readFigure(_ text: some StringProtocol) -> Double? {
  var value = String(text).replacing("−", with: "-").replacing("+", with: "").replacing(",", with: "")
    .replacing(" units", with: "").replacing("$", with: "")
  var factor = 1.0
  for (suffix, size) in [("bn", 1e9), ("M", 1e6), ("k", 1e3), ("%", 0.01)] where value.hasSuffix(suffix) {
    value.removeLast(suffix.count)
    factor = size
  }
  return Double(value).map { $0 * factor }
}

/// Every text that a reader can see.
func texts(of findings: StudyFindings) throws -> [String] {
  func collect(_ value: Any, into found: inout [String]) {
    switch value {
    case let text as String: found.append(text)
    case let list as [Any]: for element in list { collect(element, into: &found) }
    case let object as [String: Any]: for key in object.keys.sorted() { collect(object[key] as Any, into: &found) }
    default: break
    }
  }
  var found: [String] = []
  // Figures that are no numbers do not encode.
  collect(try JSONSerialization.jsonObject(with: try JSONEncoder().encode(findings)), into: &found)
  return found
}

/// Texts that hold what no reader should see.
func faults(in findings: StudyFindings) throws -> [String] {
  let faults = [
    "$–", "–%", "0 %", "by −", "(–)", "– days", "instead of 100.0%", "by $0 ", "by 0 units", "$0 released", "need $0",
    "need 0 units", " 0% less", " 1 locations", " 1 levels", " 1 stages", " 1 months", "-", "+$0.00", "−$0 ", "  ",
  ]
  return try texts(of: findings).filter { text in
    // Hyphens stand in identifiers and compound words, never before a figure.
    faults.contains { $0 == "-" ? text.contains(/(^|[ (])-[0-9$]/) : text.contains($0) }
  }
}
