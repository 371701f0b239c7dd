import ArgumentParser
import CaseFiles
import ContentHash
import Findings
import Foundation
import SupplyNetwork

/// Reads what a command is pointed at: a case folder or a stage network.
enum ProblemInput {
  /// The study's input, or an exit after all issues have been printed. A case without demand is no input. What is not
  /// used of an input, and that nothing is asked of it, is told at once; of other warnings only the number.
  ///
  /// - Parameter heedsBudget: whether what is to be done heeds the budget of a case.
  static func read(_ path: String, heedsBudget: Bool = false) throws(ExitCode) -> StudyInput {
    let input = try Terminal.checked { () throws(IssueList) in
      let input = try load(path)
      guard !input.model.networks.isEmpty else {
        // What `meio check` warns of leaves nothing to plan here.
        let cause = input.issues.first { $0.code == Issue.noDemand }
        throw IssueList(
          input.issues.filter { $0.code != Issue.noDemand } + [
            Issue(
              .error, code: Issue.noDemand, at: cause?.place,
              "no location has any demand, so that there is nothing to plan", hint: cause?.hint)
          ])
      }
      return input
    }
    let warnings = input.issues.filter { $0.severity == .warning }
    let told = [Issue.unusedSetting, Issue.noDemand]
    for warning in warnings where told.contains(warning.code) { Terminal.note(IssueFormatter.text(warning)) }
    if input.model.settings.optimization.budget != nil, !heedsBudget {
      Terminal.note(
        "optimization.budget counts in `meio report` and `meio frontier`; this plan keeps the targets alone")
    }
    let others = warnings.count { !told.contains($0.code) }
    if others > 0 {
      Terminal.note("\(others) \(others == 1 ? "warning" : "warnings") in the input; `meio check` lists them")
    }
    return input
  }

  /// The study's input.
  ///
  /// - Throws: all issues found, where one of them is an error.
  static func load(_ path: String) throws(IssueList) -> StudyInput {
    try isFolder(path) ? try loadCase(path) : try loadNetwork(path)
  }

  /// The files that a study of the input depends on, by content, and names in a case folder that it may tell of; no
  /// table is read.
  ///
  /// - Parameter others: Names of files that a case spoke of when it was read.
  static func contents(
    _ path: String, others: [String] = []
  ) throws(IssueList) -> (files: [StudyInput.File], unknownNames: [String]) {
    guard try isFolder(path) else {
      let name = URL(fileURLWithPath: path).lastPathComponent
      return ([.init(name: name, contentHash: SHA256.hexadecimalDigest(of: try bytes(path)))], [])
    }
    guard let contents = CaseFolderContents(folder: path, others: others) else {
      throw IssueList([
        Issue(
          .error, code: "unreadable-folder", "the folder “\(path)” cannot be read", hint: "check that you may read it")
      ])
    }
    return (contents.files.map { .init(name: $0.name, contentHash: $0.contentHash) }, contents.unknownNames)
  }

  /// Whether an input is a case folder rather than a file.
  static func isFolder(_ path: String) throws(IssueList) -> Bool {
    var isFolder: ObjCBool = false
    guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else {
      throw IssueList([
        Issue(
          .error, code: "no-such-input", "there is no file or folder “\(path)”",
          hint: "name a case folder or a file that ends in .stages.json; `meio sample consumer-goods DIR` makes one")
      ])
    }
    return isFolder.boolValue
  }

  /// The content of a file.
  static func bytes(_ path: String) throws(IssueList) -> [UInt8] {
    guard let data = FileManager.default.contents(atPath: path) else {
      throw IssueList([
        Issue(
          .error, code: "unreadable-file", at: .init(file: path), "the file is not there or cannot be read",
          hint: "check its name, and that you may read it")
      ])
    }
    return [UInt8](data)
  }

  private static func loadCase(_ folder: String) throws(IssueList) -> StudyInput {
    let loaded = CaseReader.read(folder: folder)
    guard let planningCase = loaded.case else { throw IssueList(loaded.issues) }
    do {
      var input = StudyInput(
        model: try NetworkModel(planningCase), planningCase: planningCase, issues: loaded.issues,
        files: loaded.inputs.map { .init(name: $0.name, contentHash: $0.contentHash) }, toolVersion: Meio.version)
      input.logo = loaded.logo
      input.colorPlaces = loaded.colorPlaces
      return input
    } catch {
      throw IssueList(loaded.issues + error.issues)
    }
  }

  private static func loadNetwork(_ path: String) throws(IssueList) -> StudyInput {
    let name = URL(fileURLWithPath: path).lastPathComponent
    guard name.hasSuffix(".json") else {
      throw IssueList([
        Issue(
          .error, code: "not-an-input", at: .init(file: name), "the file is no stage network",
          hint: "name the case folder itself, or a file that ends in .stages.json")
      ])
    }
    let bytes = try bytes(path)
    let file = try StageNetworkFile.read(bytes, name: name)
    var settings = CaseSettings()
    settings.title = file.network.name
    settings.period = file.period
    settings.currentPolicy = .independent
    return StudyInput(
      model: NetworkModel(network: file.network, settings: settings), issues: file.issues,
      files: [.init(name: name, contentHash: SHA256.hexadecimalDigest(of: bytes))], toolVersion: Meio.version)
  }
}
