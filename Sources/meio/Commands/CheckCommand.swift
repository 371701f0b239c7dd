import ArgumentParser
import CaseFiles
import Findings
import Foundation
import SupplyNetwork

/// `meio check`: what is wrong with the input, and what it says.
struct CheckCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check",
    abstract: "Check the input and print a first assessment of it.",
    discussion: """
      Prints every issue with its file, line and column, then what the data say of the network, its demand, lead times, \
      stock and service, what they lack, and what is assumed. Nothing is solved or simulated.

      Exit status: 0 the input can be used, 2 it has errors, 64 wrong options.

      EXAMPLES
        meio check my-case
        meio check my-case --json > assessment.json
        meio check network.stages.json
      """)

  @Argument(help: "A case folder, or a stage network (*.stages.json).")
  var input: String

  @Flag(name: .long, help: "Print JSON.")
  var json = false

  func run() throws {
    let study: StudyInput
    do {
      study = try ProblemInput.load(input)
    } catch {
      try Terminal.output(json ? try Self.json(error.issues, nil) : IssueFormatter.text(error.issues) + "\n")
      throw ExitStatus.badInput
    }
    let assessment = Assessment(study)
    try Terminal.output(
      json ? try Self.json(study.issues, assessment) : AssessmentText.text(of: assessment, issues: study.issues))
  }

  /// What `--json` prints.
  private struct Document: Encodable {
    var schema = "meio.assessment/1"
    var issues: [Issue]
    var assessment: Assessment?
  }

  private static func json(_ issues: [Issue], _ assessment: Assessment?) throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    // Absurd quantities overflow; that is for the issues to tell, not a reason to print nothing.
    encoder.nonConformingFloatEncodingStrategy = .convertToString(
      positiveInfinity: "inf", negativeInfinity: "-inf", nan: "nan")
    let data = try encoder.encode(Document(issues: issues, assessment: assessment))
    return String(decoding: data, as: UTF8.self) + "\n"
  }
}
