import ArgumentParser
import CaseFiles
import Findings
import Foundation
import Reporting
import SupplyNetwork

/// One side of `meio compare`: a run as it was recorded, or an input as it stands.
struct ComparedRun {
  /// What it is called.
  var name: String
  var side: ReviewSide
  /// What is said of an outage, which a plan heeds only as a wait; `nil` where there is none.
  var outage: String?

  /// Reads what an argument names: a case folder, the folder of a report (its run), a record of a history, a stage
  /// network, or a scenario of a case as `CASE:NAME`.
  static func read(_ text: String) throws(ExitCode) -> ComparedRun {
    let name = URL(fileURLWithPath: text).lastPathComponent
    var isFolder: ObjCBool = false
    guard FileManager.default.fileExists(atPath: text, isDirectory: &isFolder) else {
      if let colon = text.lastIndex(of: ":"), colon > text.startIndex {
        return try scenario(String(text[text.index(after: colon)...]), ofCase: String(text[..<colon]))
      }
      throw Terminal.fail([missing(text)])
    }
    if isFolder.boolValue {
      let isCase = FileManager.default.fileExists(atPath: text + "/case.yaml")
      return ComparedRun(name: name, side: isCase ? try planned(text) : try latest(ofReport: text))
    }
    if text.hasSuffix(".stages.json") { return ComparedRun(name: name, side: try planned(text)) }
    let bytes = try Terminal.checked { () throws(IssueList) in try ProblemInput.bytes(text) }
    let side = try recorded(ReviewBaseline(name: text, bytes: bytes))
    return ComparedRun(name: side.dataCutOff.map { "\($0)" } ?? name, side: side)
  }

  /// A case as one of its scenarios has it; where outside supply fails, as the report plans it anew.
  private static func scenario(_ name: String, ofCase folder: String) throws(ExitCode) -> ComparedRun {
    var isFolder: ObjCBool = false
    guard FileManager.default.fileExists(atPath: folder, isDirectory: &isFolder), isFolder.boolValue else {
      throw Terminal.fail([missing(folder + ":" + name)])
    }
    let input = try ProblemInput.read(folder, heedsBudget: true)
    var changed = try ScenarioOption.input(input, inScenario: name)
    let title = "\(URL(fileURLWithPath: folder).lastPathComponent):\(name)"
    let scenario = input.planningCase.flatMap { Scenario.named(name, in: $0.settings) }
    var outage: String?
    if let scenario, scenario == .supplierOut {
      let model = changed.model
      changed.model = try Terminal.checked { () throws(IssueList) in try model.waitingForOutsideSupply() }
      outage =
        "The plan of \(title) is made anew so that stock covers a wait for outside supply as long as it fails. Its "
        + "safety and cycle stock leaves out what lies there while supply is on time: meio scenarios simulates that."
    } else if let scenario, !scenario.outages.isEmpty {
      outage = "The outage of \(title) changes no data of a plan: it is only played (meio scenarios, meio simulate)."
    }
    return ComparedRun(name: title, side: ReviewSide(changed), outage: outage)
  }

  private static func planned(_ path: String) throws(ExitCode) -> ReviewSide {
    ReviewSide(try ProblemInput.read(path, heedsBudget: true))
  }

  /// The run that wrote a report.
  private static func latest(ofReport folder: String) throws(ExitCode) -> ReviewSide {
    let history = ReviewHistory(folder: folder)
    let run = PreviousOutput(folder: folder, programTime: nil).runID ?? history.runs.last?.runID
    guard let run, let record = history.baseline(ofRun: run) else {
      throw Terminal.fail([
        Issue(
          .error, code: "no-record", "“\(folder)” is no case folder, and its history/ holds no record of a report",
          hint: "name a case folder, the folder of a report, or a file of its history")
      ])
    }
    return try recorded(record)
  }

  private static func recorded(_ record: ReviewBaseline) throws(ExitCode) -> ReviewSide {
    do {
      return try record.side()
    } catch {
      throw Terminal.fail([
        Issue(
          .error, code: "bad-record", at: .init(file: record.name), error.message,
          hint: "name another file of a history, or make the report anew")
      ])
    }
  }

  private static func missing(_ text: String) -> Issue {
    Issue(
      .error, code: "no-such-input", "there is no file or folder “\(text)”",
      hint: "name a case folder, the folder of a report, or a file of its history")
  }
}
