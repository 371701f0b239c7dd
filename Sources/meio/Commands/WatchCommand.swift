import ArgumentParser
import Findings
import Foundation
import Reporting
import SupplyNetwork

/// `meio watch`: the report, made again whenever an input is saved.
struct WatchCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "watch",
    abstract: "Write the report, and again whenever the case or the templates are saved.",
    discussion: """
      Looks at the input files and the templates every half second. Once a change has come to rest it says which files \
      changed, does what `meio report` would do, and says which key figures changed. Errors are shown and the watch goes \
      on. It ends with Ctrl-C (SIGINT) or SIGTERM, never in the middle of writing.

      Exit status: 0 ended, 2 there is no such input, 64 wrong options.

      EXAMPLES
        meio watch my-case
        meio watch my-case --out review --templates my-templates
      """)

  @OptionGroup var arguments: ReportArguments

  /// Time between two looks, in nanoseconds.
  private static let pause: UInt64 = 500_000_000

  func run() async throws {
    let run = ReportRun(arguments: arguments)
    // A typing error ends the watch, what is wrong in a file does not.
    _ = try Terminal.checked { () throws(IssueList) in try ProblemInput.isFolder(arguments.input) }
    let end = EndSignals(after: run.writing)
    defer { end.forget() }
    var findings = run.previousOutput().findings
    var stamps = stamps(run)
    var inputs = try? run.inputs(run.previousOutput())
    await regenerate(run, &findings)
    while true {
      try await Task.sleep(nanoseconds: Self.pause)
      let now = self.stamps(run)
      guard now != stamps else { continue }
      try await settle(run, now, &stamps)
      guard let changed = try? run.inputs(run.previousOutput()) else { continue }
      let changes = inputs.map(changed.changes) ?? ["the input can be read again"]
      inputs = changed
      guard !changes.isEmpty else { continue }
      Terminal.note("")
      Terminal.note(changes.joined(separator: "; "))
      await regenerate(run, &findings)
    }
  }

  /// Waits until two looks agree: editors and exports write a file in several steps, or several files.
  private func settle(_ run: ReportRun, _ first: FileStamps, _ stamps: inout FileStamps) async throws {
    stamps = first
    while true {
      try await Task.sleep(nanoseconds: Self.pause)
      let next = self.stamps(run)
      guard next != stamps else { return }
      stamps = next
    }
  }

  private func stamps(_ run: ReportRun) -> FileStamps {
    FileStamps(
      of: [arguments.input, arguments.templates].compactMap { $0 }
        + run.previousOutput().inputNames.map { arguments.input + "/" + $0 })
  }

  /// Makes the report and says what it says now; what went wrong has been told.
  private func regenerate(_ run: ReportRun, _ findings: inout StudyFindings?) async {
    guard let outcome = try? await run.make() else {
      Terminal.note("The report stays as it was; watching \(arguments.input)")
      return
    }
    run.tell(outcome)
    if case .written(let made) = outcome {
      if let findings {
        let changes = ReportText.changes(from: findings, to: made.findings)
        Terminal.note(changes.isEmpty ? "No key figure changed" : changes.joined(separator: "\n"))
      }
      findings = made.findings
    }
    Terminal.note("Watching \(arguments.input)")
  }
}
