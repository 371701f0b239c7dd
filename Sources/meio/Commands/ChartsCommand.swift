import ArgumentParser
import CaseFiles
import Findings
import Foundation
import Reporting
import SupplyNetwork

/// `meio charts`: the charts alone.
struct ChartsCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "charts",
    abstract: "Write the charts of the report alone.",
    discussion: """
      Solves and simulates as `meio report` does, and writes NAME.png, NAME.pdf, NAME.svg and NAME.csv (the data) of \
      every chart, or of those that --only names: the names of the files in figures/ of the report. Files of these names \
      are written over; others stay.

      Exit status: 0 written, 2 the input cannot be used or has no chart of a name, 3 a network has no feasible plan, \
      4 the output could not be written, 64 wrong options.

      EXAMPLES
        meio charts my-case
        meio charts my-case --only network inventory-by-tier --formats svg,csv --out slides
      """)

  @Argument(help: "A case folder, or a stage network (*.stages.json).")
  var input: String

  @Option(name: .long, parsing: .upToNextOption, help: "Names of charts; all without it.")
  var only: [String] = []

  @Option(name: .long, help: "Formats, with commas between: png, pdf, svg, csv. Default: all.")
  var formats: String?

  @Option(name: .long, help: "Folder for the files.")
  var out = "charts"

  @Option(name: .long, help: "Folder with a theme.json to use instead (`meio templates eject`).")
  var templates: String?

  @OptionGroup var options: StudyOptions

  func validate() throws { _ = try kinds }

  /// The formats asked for, or an error naming the first unknown one.
  private var kinds: Set<ChartFormat> {
    get throws {
      guard let formats else { return Set(ChartFormat.allCases) }
      return try FormatList.parse(formats)
    }
  }

  func run() async throws {
    let kinds = try kinds
    let study = try options.input(input)
    let findings = StudyFindings(try await options.study(study))
    let known = ChartWriter.names(in: findings)
    let asked = Self.names(only)
    let unknown = asked.filter { !known.contains($0) }
    guard unknown.isEmpty else {
      let names = unknown.map { "“\(IssueFormatter.visible($0))”" }.joined(separator: ", ")
      throw Terminal.fail([
        Issue(
          .error, code: "unknown-chart", "there is no chart \(names) in this report; nothing was written",
          hint: "there are \(known.joined(separator: ", "))")
      ])
    }
    do {
      let files = try await ChartWriter.files(
        of: findings, named: Set(only.isEmpty ? known : asked), as: kinds, templatesFolder: templates,
        brand: ReportRun.brand(of: study), threads: options.threads)
      try OutputFolder(path: out).write(files)
      Terminal.note("Wrote \(files.count) \(files.count == 1 ? "file" : "files") to \(out)")
    } catch let error as ReportError {
      Terminal.note("error: \(error.message)")
      throw ExitStatus.badInput
    } catch let error as OutputError {
      throw Terminal.failOutput(error.message, hint: "name a folder that you may write to")
    }
  }

  /// Names, with commas or blanks between.
  private static func names(_ texts: [String]) -> [String] {
    texts.flatMap { $0.split { $0 == "," || $0 == " " } }.map(String.init)
  }
}
