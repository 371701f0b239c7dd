import ArgumentParser
import Foundation
import Reporting

/// What a report is made of and where it goes.
struct ReportArguments: ParsableArguments {
  @Argument(help: "A case folder, or a stage network (*.stages.json).")
  var input: String

  @Option(name: .long, help: "Folder for the output.")
  var out = "out"

  @Option(
    name: .long,
    help: "Formats, with commas between: md (with png), html, pdf, png (all charts), xlsx. Default: those of the case.")
  var formats: String?

  @Option(name: .long, help: "Template: executive, one-page, technical, or one of yours. Default: that of the case.")
  var template: String?

  @Option(name: .long, help: "Folder of templates, theme.json and report.css to use instead (`meio templates eject`).")
  var templates: String?

  @Option(
    name: .long,
    help: """
      Earlier run to compare with: the beginning of its id, a date (the last run with data up to it), a file of a history, \
      or none. Default: the last run with older data that history/ of the output keeps; where there is none, the first \
      run of the same data cut-off with other data.
      """)
  var since: String?

  @OptionGroup var options: StudyOptions

  func validate() throws {
    guard !out.isEmpty else { throw ValidationError("--out names no folder") }
    let _: Set<ReportFormat>? = try formats.map(FormatList.parse)
  }

  /// The formats asked for; `nil` where that is left to the case.
  var askedFormats: Set<ReportFormat>? { formats.flatMap { try? FormatList.parse($0) } }

  /// The folder of the output, to begin paths with.
  var folder: String { out.hasSuffix("/") ? out : out + "/" }

  /// Everything given that the files depend on, by name, as texts.
  var given: [String: String] {
    var given = options.simulation.given
    given["--formats"] = askedFormats?.map(\.rawValue).sorted().joined(separator: ",")
    given["--template"] = template
    given["--since"] = since
    given[Self.sourceDate] = ProcessInfo.processInfo.environment[Self.sourceDate]
    return given
  }

  /// Names the variable of the environment that says when a PDF was made.
  static let sourceDate = "SOURCE_DATE_EPOCH"
}
