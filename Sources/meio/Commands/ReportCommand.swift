import ArgumentParser
import Reporting

/// `meio report`: everything, from the case to the files.
struct ReportCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "report",
    abstract: "Optimise, simulate and write the report, or what of it the changed inputs need.",
    discussion: """
      Writes report.md, report.html, report.pdf, the charts (figures/, as PNG, PDF, SVG and CSV), the tables (tables/, \
      CSV), findings.json, manifest.json and, where the formats include xlsx, policy.xlsx: every table, the plan stage by \
      stage, what an ERP loads, the settings and checks by formulas, as an Excel workbook. Files are written whole or \
      not at all; the same inputs, options and seed give the same bytes. The PDF and the workbook say that they were \
      made on the data cut-off, or at SOURCE_DATE_EPOCH where that is set.

      A second run does only what changed inputs need, and its files are those of a first run. manifest.json holds \
      hashes of the inputs, options, templates and outputs: where nothing changed, nothing is done; where only labels, \
      the look of the report or the templates did, there is no new study, unless policy.xlsx has to be made; a chart \
      whose data did not change is not drawn again; an output that was changed or removed is made again. --all makes \
      everything anew, as after an update of a font. --check only tells.

      Exit status: 0 written, or current; 1 stale (--check); 2 the input cannot be used, 3 a network has no feasible \
      plan, 4 the output could not be written, 64 wrong options.

      EXAMPLES
        meio report my-case
        meio report my-case --out review-2027-01 --formats md,html,pdf
        meio report my-case --check || echo "make the report anew"
        meio report my-case --template one-page --formats pdf --out decision
        meio report network.stages.json --out out
      """)

  @OptionGroup var arguments: ReportArguments

  @Flag(name: .long, help: "Only tell whether the report is current, and what changed where it is not.")
  var check = false

  @Flag(name: .long, help: "Make everything anew, whatever the output folder holds.")
  var all = false

  func validate() throws {
    guard !check || !all else { throw ValidationError("--check and --all exclude each other") }
  }

  func run() async throws {
    let run = ReportRun(arguments: arguments, makesAll: all)
    guard check else {
      run.tell(try await run.make())
      return
    }
    let previous = run.previousOutput()
    let reasons = previous.staleness(against: try run.inputs(previous))
    guard reasons.isEmpty else {
      try Terminal.output("stale\n" + reasons.map { "  " + $0 + "\n" }.joined())
      throw ExitStatus.stale
    }
    try Terminal.output("current\n")
  }
}
