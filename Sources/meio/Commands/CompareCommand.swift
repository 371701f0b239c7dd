import ArgumentParser
import CaseFiles
import Findings
import Foundation
import SupplyNetwork

/// `meio compare`: what changed from one run to another, and why.
struct CompareCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "compare",
    abstract: "Tell what changed from one run or case to another, by cause.",
    discussion: """
      Takes two of: the folder of a report (its run), a file of its history/, a case folder, a scenario of a case \
      (CASE:NAME) or a stage network (planned now, not simulated), in any combination. The plan of the first becomes that of the second cause by cause: network, \
      demand, lead times, costs, service targets, limits and settings are replaced in this order, and the plan is \
      optimised again after each, so that the steps add up. Stock of the plan is safety and cycle stock by the model. \
      An outage of a scenario is only played, as no plan heeds it; supplier-out is planned as a wait for outside supply, \
      as in the report.

      Exit status: 0 done, 2 an input cannot be used, or they are in different currencies or periods, 3 a network has \
      no feasible plan, 64 wrong options.

      EXAMPLES
        meio compare review-2026-10 review-2026-11
        meio compare out/history/2026-10-01-0123456789abcdef.json my-case
        meio compare my-case my-case-with-another-dc --json
        meio compare my-case my-case:demand-up
      """)

  @Argument(
    help: "The run before: a folder of a report, a file of its history, a case folder, CASE:SCENARIO, a stage network.")
  var before: String

  @Argument(help: "The run after, likewise.")
  var after: String

  @Flag(name: .long, help: "Print JSON, unrounded.")
  var json = false

  @OptionGroup var threadOptions: ThreadOptions

  func run() async throws {
    let then = try ComparedRun.read(before)
    let now = try ComparedRun.read(after)
    if let obstacle = then.side.obstacle(against: now.side) {
      throw Terminal.fail([
        Issue(
          .error, code: "not-comparable",
          "“\(before)” (there) and “\(after)” (here) cannot be compared: \(obstacle)",
          hint: "compare runs of one currency and one length of periods")
      ])
    }
    let comparison: ReviewComparison
    do {
      comparison = try await ReviewComparison(from: then.side, to: now.side, threads: threadOptions.count)
    } catch {
      let lead = error.isInfeasible ? "no feasible plan: " : ""
      for message in error.message.split(separator: "\n") {
        Terminal.note("error: \(lead)\(IssueFormatter.visible(String(message)))")
      }
      throw error.isInfeasible ? ExitStatus.infeasible : ExitStatus.badInput
    }
    let outages = Set([then.outage, now.outage].compactMap { $0 }).sorted().joined(separator: " ")
    let aside = outages.isEmpty ? nil : outages
    let names = then.name == now.name ? (before, after) : (then.name, now.name)
    try Terminal.output(
      json
        ? try Self.json(comparison, names, aside)
        : CompareText.text(
          of: SinceReviewFindings(
            comparison,
            labels: ReviewLabels(
              opening: "From \(names.0) to \(names.1)", then: names.0, now: names.1, aside: aside))))
  }

  /// What `--json` prints.
  private struct Document: Encodable {
    struct Run: Encodable {
      var name: String
      var run: String?
      var dataCutOff: CalendarDate?
      var toolVersion: String
    }
    struct Step: Encodable {
      var cause: ReviewCause
      var change: PlanTotals
    }
    struct Bridge: Encodable {
      var start: PlanTotals
      var steps: [Step]
      var end: PlanTotals
      var leavesBoundsAside: Bool
    }

    var schema = "meio.comparison/1"
    var before: Run
    var after: Run
    var currency: String
    var changes: DataChanges
    var bridge: Bridge
    var stock: StockBridge?
    var note: String?
  }

  private static func json(_ comparison: ReviewComparison, _ names: (String, String), _ note: String?) throws -> String
  {
    func run(_ side: ReviewSide, _ name: String) -> Document.Run {
      .init(name: name, run: side.runID, dataCutOff: side.dataCutOff, toolVersion: side.toolVersion)
    }
    let bridge = comparison.bridge
    let document = Document(
      before: run(comparison.then, names.0), after: run(comparison.now, names.1), currency: comparison.now.currency,
      changes: comparison.changes,
      bridge: .init(
        start: bridge.start, steps: bridge.steps.map { .init(cause: $0.cause, change: $0.change) }, end: bridge.end,
        leavesBoundsAside: bridge.leavesBoundsAside), stock: comparison.stock, note: note)
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    encoder.keyEncodingStrategy = .convertToSnakeCase
    return String(decoding: try encoder.encode(document), as: UTF8.self) + "\n"
  }
}
