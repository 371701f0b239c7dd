import Findings
import Foundation
import Probability
import SupplyNetwork
import Testing

/// What is kept of a model: its plan is the same to the last bit.
struct PlanningBasisTests {
  private func expectSamePlan(_ model: NetworkModel, _ place: SourceLocation = #_sourceLocation) async throws {
    let rebuilt = try ReviewFixture.rebuilt(model)
    let plan = try await PlanBridge(from: model, to: model)
    let again = try await PlanBridge(from: rebuilt, to: model)
    #expect(again.replanned == plan.replanned, sourceLocation: place)
    #expect(again.levelsBefore == plan.levelsBefore, sourceLocation: place)
    #expect(again.steps.allSatisfy { $0.change == PlanTotals.zero }, sourceLocation: place)
    #expect(again.end == plan.end && plan.end == plan.start, sourceLocation: place)
    // Today's stock comes along.
    for (own, other) in zip(model.inventory.joined(), rebuilt.inventory.joined()) {
      #expect(own?.onHand == other?.onHand && own?.orderUpTo == other?.orderUpTo, sourceLocation: place)
    }
    // And nothing changes on a second way through the text.
    #expect(
      PlanningBasis(rebuilt, currency: "USD") == PlanningBasis(try ReviewFixture.rebuilt(rebuilt), currency: "USD"))
  }

  @Test("the bundled case is planned again to the last bit")
  func bundled() async throws { try await expectSamePlan(try ReviewFixture.model()) }

  @Test("so are random models", arguments: 0..<60)
  func random(seed: UInt64) async throws { try await expectSamePlan(try ReviewFixture.random(seed)) }

  @Test("so are a general network, a budget and storage capacity")
  func others() async throws {
    func stage(_ id: String, _ demand: DemandDistribution? = nil) -> Stage {
      Stage(
        id: id, processingTime: 3, holdingCostRate: 1.7, maximumCommittedServiceTime: demand == nil ? nil : 0,
        demand: demand)
    }
    try await expectSamePlan(
      try SampleModels.file(
        [stage("a"), stage("b"), stage("c"), stage("d", .gamma(mean: 20, sd: 7))],
        [
          Link(supplier: 0, customer: 1, units: 2), Link(supplier: 0, customer: 2, leadTime: 1),
          Link(supplier: 1, customer: 3), Link(supplier: 2, customer: 3),
        ]))
    var sample = SampleModels.Distribution(unitCosts: [10, 25], correlation: 0, centreLeadTime: 20)
    var model = try sample.model()
    model.locations[0].storageCapacity = 60
    try await expectSamePlan(model)
    sample.settings.optimization.budget = 20_000
    try await expectSamePlan(try sample.model())
  }

  @Test("the record of a run holds what its study found, and comes back from its bytes")
  func record() async throws {
    var sample = SampleModels.Distribution(unitCosts: [10, 4])
    sample.inventory = SampleModels.randomInventory(seed: 4)
    let study = try await sample.study()
    let findings = StudyFindings(study)
    let record = ReviewRecord(study.input, findings: findings, study: "hash")
    #expect(try ReviewRecord(bytes: record.bytes) == record)
    #expect(record.results == findings.results && record.key.runID == study.input.runID)
    let bridge = try await PlanBridge(
      from: try record.basis.model(), to: study.model, recorded: record.results.plan)
    #expect(bridge.replanned == record.results.plan && bridge.end == record.results.plan)
    #expect(bridge.levelsBefore == study.networks.map { $0.optimised.stages.map(\.installationBaseStock) })
    #expect(bridge.steps.allSatisfy { $0.change == PlanTotals.zero })
    // Where the program plans otherwise, that is a step of its own.
    var other = record.results.plan
    other.value -= 100
    let moved = try await PlanBridge(from: try record.basis.model(), to: study.model, recorded: other)
    #expect(moved.start == other && moved.steps.count { $0.change != PlanTotals.zero } == 1)
    #expect(moved.steps.first?.cause == .program && abs((moved.steps.first?.change.value ?? 0) - 100) < 1e-6)
  }

  @Test("large records are small: what repeats is told once")
  func size() throws {
    let model = try ReviewFixture.model()
    let bytes = try JSONEncoder().encode(PlanningBasis(model, currency: "USD")).count
    #expect(bytes < 200_000, "\(bytes)")
  }

  @Test("damaged and foreign records are told and never trusted")
  func damaged() async throws {
    let study = try await SampleModels.Distribution(unitCosts: [10, 4]).study()
    let record = ReviewRecord(study.input, findings: StudyFindings(study), study: nil)
    let text = String(decoding: record.bytes, as: UTF8.self)
    func message(_ text: String) -> String? {
      do throws(ReviewError) {
        _ = try ReviewSide(try ReviewRecord(bytes: Array(text.utf8)))
        return nil
      } catch {
        return error.message
      }
    }
    #expect(message(text) == nil)
    #expect(message("") == "the record is damaged: it is no complete JSON")
    #expect(message("{}") == "this is no record of a review")
    #expect(message(text.replacing("meio.review/1", with: "meio.review/9"))?.contains("meio.review/9") == true)
    let damages: [(String, String)] = [
      ("\"processingTime\":[", "\"processingTime\":[-4,"), ("\"reviewPeriod\":[1]", "\"reviewPeriod\":[0]"),
      ("\"location\":[0", "\"location\":[99"), ("\"supplier\":[0]", "\"supplier\":[1]"),
      ("\"customer\":[1", "\"customer\":[77"), ("\"serviceTarget\":[0.95]", "\"serviceTarget\":[1.5]"),
      ("\"demand\":[", "\"demand\":[8,"), ("\"stageCount\":4", "\"stageCount\":9"),
      ("\"stageCount\":4", "\"stageCount\":-1"), ("\"stageCount\":4", "\"stageCount\":90000000000"),
      ("\"correlation\":0.2", "\"correlation\":2"), ("\"tiers\":[0", "\"tiers\":[5"),
      ("\"unitCosts\":[10", "\"unitCosts\":[-10"), ("\"processingTime\":[5", "\"processingTime\":[5000000000"),
      ("\"locationsToday\":[", "\"locationsToday\":[1,"), ("\"holdingCostRate\":[", "\"holdingCostRates\":["),
      ("\"ids\":[\"DC\"", "\"ids\":[\"S1\""),
    ]
    for (part, damage) in damages {
      #expect(text.contains(part), "\(part)")
      #expect(message(text.replacing(part, with: damage)) != nil, "\(damage)")
    }
    // Cut anywhere, it is no record; with any digit changed, it is one or none, and nothing traps.
    for length in stride(from: 0, to: text.count - 2, by: 97) { #expect(message(String(text.prefix(length))) != nil) }
    var bytes = record.bytes
    var stream = RandomStream(seed: 5, path: [])
    for _ in 0..<300 {
      let place = Int(stream.uniform() * Double(bytes.count))
      let kept = bytes[place]
      bytes[place] = UInt8(0x20 + Int(stream.uniform() * 95))
      if let side = try? ReviewSide(try ReviewRecord(bytes: bytes)) {
        _ = try? await PlanBridge(from: side.model, to: study.model)
      }
      bytes[place] = kept
    }
  }
}
