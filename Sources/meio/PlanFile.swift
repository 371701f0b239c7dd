import CaseFiles
import Foundation
import SupplyNetwork

/// Plans as `meio solve --json` prints them.
enum PlanFile {
  /// One plan per network: a file with one plan, or with one a line in the order of the networks.
  ///
  /// - Throws: all errors found.
  static func read(_ path: String, for model: NetworkModel) throws(IssueList) -> [StockingPlan] {
    let name = URL(fileURLWithPath: path).lastPathComponent
    let bytes = try ProblemInput.bytes(path)
    if model.networks.count == 1 { return [try SolutionFile.read(bytes, name: name, for: model.networks[0])] }
    let lines = bytes.split(separator: UInt8(ascii: "\n"))
    guard lines.count == model.networks.count else {
      throw IssueList([
        Issue(
          .error, code: "plan-mismatch", at: .init(file: name),
          "\(lines.count) lines for \(model.networks.count) networks; expected one plan a line, in order",
          hint: "meio solve CASE --json writes such a file")
      ])
    }
    var plans: [StockingPlan] = []
    var issues: [Issue] = []
    for (index, line) in lines.enumerated() {
      do {
        plans.append(try SolutionFile.read(Array(line), name: name, for: model.networks[index]))
      } catch {
        issues += error.issues.map { issue in
          var issue = issue
          issue.place?.line = index + 1
          return issue
        }
      }
    }
    guard issues.isEmpty else { throw IssueList(issues) }
    return plans
  }
}
