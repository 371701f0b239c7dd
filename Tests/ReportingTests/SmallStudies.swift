import CaseFiles
import Findings
import Foundation
import SupplyNetwork

/// Studies small enough to be made in a test, each made once.
enum SmallStudies {
  /// The bundled case with two DCs, four stores and three items, from its files.
  static let consumerGoods = Task { try await Study.run(try input(), threads: 2) }
  /// Three stages in a row, from a stage network without money or stock.
  static let serial = Task { try await study(of: SampleCase.serialThreeStage()) }
  /// A warehouse and its five retailers, likewise.
  static let warehouse = Task { try await study(of: SampleCase.oneWarehouseFiveRetailers()) }

  static let all = ["consumer-goods": consumerGoods, "serial": serial, "warehouse": warehouse]

  static func study(_ name: String) async throws -> Study? { try await all[name]?.value }

  /// What the study of the small case is made from, its files changed or as they are.
  static func input(change: (String) -> String = { $0 }) throws -> StudyInput {
    try Scratch.use { scratch in
      for file in SampleCase.consumerGoods(seed: 1, stores: 4, dcs: 2, items: 3) {
        let text = file.text.replacing(
          "periods: 365, warm_up: 90, replications: 30", with: "periods: 60, warm_up: 30, replications: 4")
        try scratch.put(file.name, Array(change(text).utf8))
      }
      let loaded = CaseReader.read(folder: scratch.path(""))
      guard let planningCase = loaded.case else { throw IssueList(loaded.issues) }
      return StudyInput(
        model: try NetworkModel(planningCase), planningCase: planningCase, issues: loaded.issues,
        files: loaded.inputs.map { .init(name: $0.name, contentHash: $0.contentHash) }, toolVersion: "0.0.0")
    }
  }

  private static func study(of sample: SampleFile) async throws -> Study {
    let file = try StageNetworkFile.read(Array(sample.text.utf8), name: sample.name)
    var settings = CaseSettings()
    settings.title = file.network.name
    settings.period = file.period
    settings.currentPolicy = .independent
    settings.simulation.periods = 60
    settings.simulation.warmUp = 30
    settings.simulation.replications = 4
    return try await Study.run(
      StudyInput(
        model: NetworkModel(network: file.network, settings: settings), issues: file.issues,
        files: [.init(name: sample.name, contentHash: "0")], toolVersion: "0.0.0"), threads: 1)
  }
}
