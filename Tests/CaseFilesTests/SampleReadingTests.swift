import CaseFiles
import Foundation
import Probability
import SupplyNetwork
import Testing

/// The bundled case reads back: clean but for the six rows that are wrong on purpose.
struct SampleReadingTests {
  static let loaded = CaseReader.read(folder: SampleFilesTests.folder.appending(path: "consumer-goods").path())

  @Test("six rows are reported, each for its own reason, and nothing else is wrong")
  func issues() {
    let rows = Self.loaded.issues.filter { $0.place?.line != nil }
    #expect(
      rows.map(\.code) == [
        "not-a-date", "negative-number", "unknown-location", "duplicate-key", "not-a-number", "missing-value",
      ])
    #expect(rows.allSatisfy { $0.severity == .warning && $0.place?.file == "demand.csv" })
    // What remains sums the rows up or describes the history.
    let others = Self.loaded.issues.filter { $0.place?.line == nil }
    #expect(others.allSatisfy { $0.severity == .note || $0.code == "unusable-rows" })
  }

  @Test("a small sample can be used too", arguments: [(1, 1, 1), (2, 1, 1), (3, 1, 3), (1, 1, 12), (4, 2, 3)])
  func small(stores: Int, dcs: Int, items: Int) throws {
    let files = SampleCase.consumerGoods(seed: 1, stores: stores, dcs: dcs, items: items)
    let loaded = try CaseFixture(files: Dictionary(uniqueKeysWithValues: files.map { ($0.name, $0.text) })).read()
    #expect(loaded.errors == [])
    #expect([0, 6].contains(loaded.issues.count { $0.place?.line != nil }))
  }

  @Test("the network is what the generator laid out")
  func network() throws {
    let planningCase = try #require(Self.loaded.case)
    #expect(planningCase.tiers.map(\.name) == ["Central DC", "Regional DCs", "Stores"])
    #expect(planningCase.locations.count == 29)
    #expect(planningCase.items.count == 48)
    #expect(planningCase.inventory.count == 29 * 48)
    #expect(planningCase.serviceRules.count == 6)
    #expect(planningCase.settings.currentPolicy == .fromInventory)
    let imported = planningCase.lanes.filter { $0.from == nil && $0.leadTime >= 28 }
    #expect((5...20).contains(imported.count))
  }

  @Test("a year of weekly history that ends where stock was counted")
  func history() throws {
    let planningCase = try #require(Self.loaded.case)
    let history = try #require(planningCase.history)
    #expect(history.bucketDays == 7)
    #expect(history.bucketCount == 52)
    #expect(history.series.count == 25 * 48)
    #expect(history.lastDate.adding(days: 1) == planningCase.settings.asOf)
  }

  @Test("the classes given are those that the history gives")
  func classes() throws {
    let planningCase = try #require(Self.loaded.case)
    var values = [Double](repeating: 0, count: planningCase.items.count)
    for profile in planningCase.demand {
      values[profile.item] += profile.mean * (planningCase.items[profile.item].unitCost ?? 0)
    }
    let computed = ABCClassification.classes(annualValues: values)
    let different = zip(computed, planningCase.items).filter { $0 != $1.valueClass }
    #expect(different.count <= 4)
  }

  @Test("demand varies, and the stores' demand is correlated")
  func demand() throws {
    let planningCase = try #require(Self.loaded.case)
    let frequent = planningCase.items.indices.filter { planningCase.items[$0].valueClass != .c }
    let correlations = frequent.map { planningCase.correlation[$0] }
    #expect((0.2...0.5).contains(correlations.reduce(0, +) / Double(correlations.count)))
    #expect(planningCase.correlation.allSatisfy { (0...1).contains($0) })
    let overdispersed = planningCase.demand.filter { $0.sd * $0.sd > $0.mean }
    #expect(overdispersed.count > planningCase.demand.count * 3 / 4)
    let patterns = Set(planningCase.demand.compactMap(\.pattern))
    #expect(patterns.isSuperset(of: [.smooth, .intermittent]))
  }
}
