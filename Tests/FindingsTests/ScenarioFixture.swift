import CaseFiles
import Foundation
import SupplyNetwork

@testable import Findings

/// The small sample case read from its files, which a test may edit.
enum ScenarioFixture {
  /// - Parameters:
  ///   - simulation: Its keys, as case.yaml has them.
  ///   - yaml: Further lines of case.yaml.
  ///   - edit: Text of a file by its name, changed by hand.
  static func input(
    simulation: String = "periods: 60, warm_up: 30, replications: 4", _ yaml: String = "",
    edit: (_ name: String, _ text: String) -> String = { $1 }
  ) throws -> StudyInput {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("scenarios-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    for file in SampleCase.consumerGoods(seed: 1, stores: 4, dcs: 2, items: 3) {
      var text = file.text.replacing("periods: 365, warm_up: 90, replications: 30", with: simulation)
        .replacing("distribution: auto", with: "distribution: gamma")
      if file.name == "case.yaml" { text += yaml }
      try Data(edit(file.name, text).utf8).write(to: folder.appendingPathComponent(file.name))
    }
    let loaded = CaseReader.read(folder: folder.path)
    guard let planningCase = loaded.case else { throw IssueList(loaded.issues) }
    return StudyInput(
      model: try NetworkModel(planningCase), planningCase: planningCase, issues: loaded.issues, toolVersion: "0.0.0")
  }

  /// A column of a CSV file changed by hand, in the lines that are meant.
  static func column(
    _ name: String, of text: String, where isMeant: ([String: String]) -> Bool = { _ in true },
    _ change: (Double) -> Double
  ) -> String {
    var lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    let head = lines[0].split(separator: ",", omittingEmptySubsequences: false).map(String.init)
    guard let column = head.firstIndex(of: name) else { return text }
    for line in lines.indices.dropFirst() where !lines[line].isEmpty {
      var fields = lines[line].split(separator: ",", omittingEmptySubsequences: false).map(String.init)
      guard isMeant(Dictionary(uniqueKeysWithValues: zip(head, fields))), let value = Double(fields[column]) else {
        continue
      }
      let changed = change(value)
      fields[column] = changed == changed.rounded() ? String(Int(changed)) : String(changed)
      lines[line] = fields.joined(separator: ",")
    }
    return lines.joined(separator: "\n")
  }
}

extension ScenarioStudy {
  /// The figures of a scenario by its name.
  func figures(_ name: String, _ levels: Levels = .planned) -> Figures? {
    outcomes.first { $0.kind.name == name && $0.levels == levels }?.figures
  }
}
