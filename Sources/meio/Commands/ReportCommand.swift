import ArgumentParser
import Findings
import Foundation
import Reporting
import SupplyNetwork

/// `meio report`: everything, from the case to the files.
struct ReportCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "report",
    abstract: "Optimise, simulate and write the report.",
    discussion: """
      Writes report.md, report.html, report.pdf, the charts (figures/, as PNG, PDF, SVG and CSV), the tables (tables/, \
      CSV), findings.json, manifest.json and, where the formats include xlsx, policy.xlsx: every table, the plan stage by \
      stage, what an ERP loads, the settings and checks by formulas, as an Excel workbook. Files are written whole or not at all; the same inputs, options and seed \
      give the same bytes. The PDF and the workbook say that they were made on the data cut-off, or at SOURCE_DATE_EPOCH where that is set.

      Exit status: 0 written, 2 the input cannot be used, 3 a network has no feasible plan, 4 the output could not be \
      written.

      EXAMPLES
        meio report my-case
        meio report my-case --out review-2027-01 --formats md,html,pdf
        meio report network.stages.json --out out
      """)

  @Argument(help: "A case folder, or a stage network (*.stages.json).")
  var input: String

  @Option(name: .long, help: "Folder for the output.")
  var out = "out"

  @Option(
    name: .long,
    help: "Formats, with commas between: md (with png), html, pdf, png (all charts), xlsx. Default: those of the case.")
  var formats: String?

  @Option(name: .long, help: "Folder of templates, theme.json and report.css to use instead (`meio templates eject`).")
  var templates: String?

  @OptionGroup var options: StudyOptions

  func run() async throws {
    let asked = try formats.map(Self.parse)
    let study = try await options.study(input)
    let settings = study.model.settings
    var report = ReportOptions()
    report.template = settings.report.template
    report.templatesFolder = templates
    report.formats = asked ?? Set(settings.report.formats.compactMap(ReportFormat.init))
    report.usesLetterPaper = settings.report.page == .letter
    report.threads = options.threads
    report.creationTime = Self.creationTime(study)
    let line = ProgressLine()
    do {
      line.show("Drawing and writing the report")
      let findings = StudyFindings(study)
      let files = try await ReportWriter.files(
        of: findings, details: StudyFindings.detailTables(study),
        workbook: WorkbookFindings(study, findings: findings), options: report)
      try ReportWriter.write(files, of: findings, to: out)
      line.clear()
      for warning in FontCheck.warnings(for: findings) { Terminal.note("warning: \(warning)") }
      Terminal.note(findings.summary.recommendation)
      let size = files.reduce(0) { $0 + $1.bytes.count }
      let folder = out.hasSuffix("/") ? out : out + "/"
      Terminal.note(
        "Wrote \(files.count + 1) files (\((size + 512) / 1024) kB) to \(folder); "
          + "start with \(folder)\(ReportWriter.firstToOpen(files))")
    } catch {
      line.clear()
      Terminal.note("error: \(error.message)")
      throw error.isOutput ? ExitStatus.outputFailed : ExitStatus.badInput
    }
  }

  /// The formats named, or an error naming the first unknown one.
  private static func parse(_ text: String) throws -> Set<ReportFormat> {
    var formats: Set<ReportFormat> = []
    for name in text.split(separator: ",").map({ $0.trimmingCharacters(in: .whitespaces) }) {
      guard let format = ReportFormat(rawValue: name) else {
        let known = ReportFormat.allCases.map(\.rawValue).joined(separator: ", ")
        throw ValidationError("unknown format “\(name)”; there are \(known)")
      }
      formats.insert(format)
    }
    return formats
  }

  /// SOURCE_DATE_EPOCH where it is set, else the data cut-off: the clock would make every run different.
  private static func creationTime(_ study: Study) -> Int {
    if let text = ProcessInfo.processInfo.environment["SOURCE_DATE_EPOCH"], let time = Int(text) { return time }
    let day = study.input.planningCase?.dataCutOff ?? study.model.settings.asOf
    return (day?.dayNumber ?? 0) * 86_400
  }
}
