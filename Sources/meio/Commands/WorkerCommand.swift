import ArgumentParser
import CaseFiles
import Foundation
import SupplyNetwork

/// `meio worker`: a stream of networks in, a stream of solutions out.
struct WorkerCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "worker",
    abstract: "Solve one stage network per line of standard input.",
    discussion: """
      Writes one solution per line (meio.solution/1), in the order of the input. A line that cannot be solved gets an \
      object with the member “error” in its place; nothing stops the stream. Each solution is written as soon as those \
      before it are, and memory stays bounded, so that a cluster engine can pipe any number of networks through.

      EXAMPLES
        meio worker < networks.jsonl > solutions.jsonl
        cat networks.jsonl | meio worker --threads 8 --model independent
      """)

  @Option(name: .long, help: PlanModel.help)
  var model: PlanModel = .guaranteedService

  @Flag(name: .long, help: "Base stocks rounded up to whole units.")
  var wholeUnits = false

  @OptionGroup var threadOptions: ThreadOptions

  func run() throws {
    let (model, inWholeUnits) = (model, wholeUnits)
    let stream = LineStream(threads: threadOptions.count) { line, number in
      Self.solution(of: line, number: number + 1, model: model, inWholeUnits: inWholeUnits)
    }
    if let failure = stream.run() { throw failure }
  }

  /// One line of output for one of input.
  private static func solution(
    of line: LineReader.Line, number: Int, model: PlanModel, inWholeUnits: Bool
  ) -> String {
    guard case .text(let bytes) = line else {
      let message = "the line has more than \(LineReader.longestLine) bytes and was left out"
      return failure([Issue(.error, code: "line-too-long", message)], number: number)
    }
    do {
      let network = try StageNetworkFile.read(bytes, name: "standard input").network
      let plan = try model.plan(for: network, maximumServiceTime: nil, inWholeUnits: inWholeUnits)
      return try SolutionFile.encoded(plan, network: network)
    } catch {
      return failure(error.issues, number: number)
    }
  }

  /// Issues of a network, with the line of standard input that it stands in.
  private static func failure(_ issues: [Issue], number: Int) -> String {
    SolutionFile.encoded(
      failure: issues.map { issue in
        var issue = issue
        issue.place = .init(file: "standard input", line: number, column: issue.place?.column)
        return issue
      })
  }
}
