import ArgumentParser
import CaseFiles
import Findings
import Foundation
import SupplyNetwork

/// `meio scenarios`: what might be decided otherwise, and what might be otherwise.
struct ScenariosCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "scenarios",
    abstract: "Plan and play every scenario beside the proposal.",
    discussion: """
      Scenarios are those of `scenarios` in case.yaml (`meio init` writes an example) and the built-in ones: do nothing, \
      the service and the stock of today's levels by the frontier (where inventory.csv gives levels), stretched targets, \
      and three stresses: demand 20 % higher, lead times half as long again, and outside supply that fails for its \
      longest replenishment lead time. Stresses are played with the levels as proposed and with a plan of their own; \
      `report: {stress: false}` leaves them out.

      Each is planned exactly and played on the draws of the proposal, for at most 8 replications of 84 periods. With \
      --json the table is one object (meio.scenarios/1); fields ending in half_width_95 are half of a 95 % interval, and \
      a scenario without a plan says why in no_plan.

      Exit status: 0 done, 2 the input cannot be used, 3 the case itself has no feasible plan, 64 wrong options.

      EXAMPLES
        meio scenarios my-case
        meio scenarios my-case --json
        meio solve my-case --scenario peak
      """)

  @Argument(help: "A case folder, or a stage network (*.stages.json).")
  var input: String

  @Flag(name: .long, help: "Print JSON.")
  var json = false

  @OptionGroup var options: StudyOptions

  func run() async throws {
    let input = try options.input(input)
    let study = try await options.study(input)
    guard json else {
      try Terminal.output(Self.text(StudyFindings(study).scenarios))
      return
    }
    try Terminal.output(try Self.json(study))
  }

  private static func text(_ findings: ScenarioFindings) -> String {
    var report = TextReport()
    report.add(title: "Scenarios")
    report.add(paragraph: findings.lead + " " + findings.method)
    report.add(findings.comparison)
    if !findings.remarks.isEmpty { report.add(list: findings.remarks) }
    return report.text
  }

  /// The table of figures, an object for each scenario.
  private static func json(_ study: Study) throws -> String {
    let table = ScenarioFindings.figures(study)
    let rows = table.rows.map { row in
      Dictionary(
        uniqueKeysWithValues: zip(table.columns, row.cells).compactMap { column, cell -> (String, Value)? in
          if let value = cell.value { return (column.title, .number(value)) }
          return cell.text.isEmpty ? nil : (column.title, .text(cell.text))
        })
    }
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    let document = Document(
      replications: study.scenarios.replications, periods: study.scenarios.periods, scenarios: rows)
    return String(decoding: try encoder.encode(document), as: UTF8.self) + "\n"
  }

  /// What `--json` prints.
  private struct Document: Encodable {
    var schema = "meio.scenarios/1"
    var replications: Int
    var periods: Int
    var scenarios: [[String: Value]]
  }

  /// A figure or a word.
  private enum Value: Encodable {
    case number(Double)
    case text(String)

    func encode(to encoder: any Encoder) throws {
      var container = encoder.singleValueContainer()
      switch self {
      case .number(let value): try container.encode(value)
      case .text(let text): try container.encode(text)
      }
    }
  }
}
