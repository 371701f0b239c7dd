import ArgumentParser
import CaseFiles
import Findings
import Foundation
import Reporting
import SupplyNetwork
import Synchronization

/// One run of `meio report`: makes what the output folder lacks, and says what it did.
struct ReportRun {
  /// What a run came to.
  enum Outcome {
    /// Nothing had changed, and nothing was done.
    case current(runID: String)
    /// Files were made.
    case written(Written)
  }

  /// What was made.
  struct Written {
    var findings: StudyFindings
    var report: MadeReport
    /// Paths of the files written.
    var paths: [String]
    /// Whether the findings were taken over.
    var isStudyKept: Bool
    /// What was changed of the brand's colours.
    var colorWarnings: [Issue]
  }

  /// What to make.
  let arguments: ReportArguments
  /// Whether nothing of the output is taken over.
  var makesAll = false
  /// Held while files are written, so that nothing ends the program then.
  var writing = WriteLock()

  /// The output as it stands.
  func previousOutput() -> PreviousOutput { PreviousOutput(folder: arguments.out, programTime: Self.programTime) }

  /// What the report depends on, as it stands.
  func inputs(_ previous: PreviousOutput) throws(ExitCode) -> ReportInputs {
    let (files, unknownNames) = try Terminal.checked { () throws(IssueList) in
      try ProblemInput.contents(arguments.input, others: previous.inputNames)
    }
    do throws(ReportError) {
      var inputs = try ReportInputs(
        toolVersion: Meio.version, files: files, unknownNames: unknownNames, options: arguments.given,
        templatesFolder: arguments.templates)
      // Where nothing else changed, the run is the one that wrote the report.
      inputs.baseline = try ReviewHistory(folder: arguments.out).baseline(
        for: previous.review, choice: arguments.since
      ).baseline?.file
      return inputs
    } catch {
      throw Self.failed(error)
    }
  }

  /// Makes the report where it is not current.
  func make() async throws(ExitCode) -> Outcome {
    let previous = previousOutput()
    var inputs = try inputs(previous)
    if !makesAll, previous.staleness(against: inputs).isEmpty, let runID = previous.runID {
      return .current(runID: runID)
    }
    let input = try arguments.options.input(arguments.input)
    // The content that was read, should a file have changed since.
    inputs.files = input.files
    let reused = makesAll ? nil : previous
    let options = options(of: input)
    let history = ReviewHistory(folder: arguments.out)
    let study = ReportMaterial.study(of: input)
    let baseline = try baseline(of: input, study: study, in: history)
    inputs.baseline = baseline?.file
    let material: ReportMaterial
    if let kept = try kept(for: input, options: options, of: reused, since: baseline) {
      material = kept
    } else {
      let found = await ReportMaterial.of(
        try await arguments.options.study(input), since: baseline, threads: options.threads)
      if let warning = found.warning { Terminal.note("warning: \(IssueFormatter.visible(warning))") }
      material = found.material
    }
    let line = ProgressLine()
    line.show("Drawing and writing the report")
    defer { line.clear() }
    do {
      async let update = history.update(
        adding: ReviewRecord(input, findings: material.findings, study: study), comparedWith: baseline)
      var report = try await ReportWriter.report(of: material, options: options, reusing: reused)
      report.add(await update)
      let paths = try writing.hold { () throws(ReportError) in
        try ReportWriter.write(report, from: inputs, to: arguments.out, over: reused)
      }
      return .written(
        Written(
          findings: material.findings, report: report, paths: paths, isStudyKept: material.isKept,
          colorWarnings: try options.brand.warnings(templatesFolder: options.templatesFolder).map { warning in
            Issue(.warning, code: "low-contrast", at: input.colorPlaces[warning.role], warning.message)
          }))
    } catch {
      line.clear()
      throw Self.failed(error)
    }
  }

  /// The run that the report of an input is compared with; tells which cannot be.
  private func baseline(
    of input: StudyInput, study: String?, in history: ReviewHistory
  ) throws(ExitCode) -> ReviewBaseline? {
    do {
      let choice = try history.baseline(
        for: ReviewRecord.Key(dataCutOff: input.dataCutOff, runID: input.runID, study: study),
        choice: arguments.since, measure: ReviewSide(input).measure)
      for warning in choice.warnings { Terminal.note("warning: \(IssueFormatter.visible(warning))") }
      return choice.baseline
    } catch {
      throw Self.failed(error)
    }
  }

  /// What of the output stands for a study of the input.
  private func kept(
    for input: StudyInput, options: ReportOptions, of previous: PreviousOutput?, since baseline: ReviewBaseline?
  ) throws(ExitCode) -> ReportMaterial? {
    do {
      return try previous?.material(for: input, options: options, since: baseline)
    } catch {
      throw Self.failed(error)
    }
  }

  /// Tells an error; the exit that it calls for.
  private static func failed(_ error: ReportError) -> ExitCode {
    Terminal.note("error: \(error.message)")
    return error.isOutput ? ExitStatus.outputFailed : ExitStatus.badInput
  }

  /// Says what a run came to.
  func tell(_ outcome: Outcome) {
    switch outcome {
    case .current(let runID):
      let paths = previousOutput().paths
      Terminal.note(
        "Nothing changed since run \(runID); start with \(arguments.folder)\(MadeReport.firstToOpen(paths))")
    case .written(let made):
      for warning in made.colorWarnings { Terminal.note(IssueFormatter.text(warning)) }
      for warning in FontCheck.warnings(for: made.findings) {
        Terminal.note("warning: \(warning)")
      }
      Terminal.note(made.findings.summary.recommendation)
      Terminal.note(
        "\(ReportText.work(made)) to \(arguments.folder); "
          + "start with \(arguments.folder)\(MadeReport.firstToOpen(made.report.files.map(\.path)))")
    }
  }

  private func options(of input: StudyInput) -> ReportOptions {
    let settings = input.model.settings
    var report = ReportOptions()
    report.template = arguments.template ?? settings.report.template
    report.templatesFolder = arguments.templates
    report.formats = arguments.askedFormats ?? Set(settings.report.formats.compactMap(ReportFormat.init))
    report.usesLetterPaper = settings.report.page == .letter
    report.threads = arguments.options.threads
    report.brand = Self.brand(of: input)
    report.creationTime = Self.creationTime(input)
    return report
  }

  /// The look that a case asks for.
  static func brand(of input: StudyInput) -> ReportBrand {
    var brand = ReportBrand()
    brand.colors = input.model.settings.report.brand.colors
    brand.logo = input.logo
    return brand
  }

  /// SOURCE_DATE_EPOCH where it is set, else the data cut-off: the clock would make every run different.
  private static func creationTime(_ input: StudyInput) -> Int {
    let given = ProcessInfo.processInfo.environment[ReportArguments.sourceDate]
    if let given, let time = Int(given) { return time }
    return (input.dataCutOff?.dayNumber ?? 0) * 86_400
  }

  /// When this program was built.
  private static var programTime: Date? {
    guard let path = Bundle.main.executablePath,
      let attributes = try? FileManager.default.attributesOfItem(atPath: path)
    else { return nil }
    return attributes[.modificationDate] as? Date
  }
}

/// Keeps the program from ending in the middle of writing.
final class WriteLock: Sendable {
  private let mutex = Mutex(())

  /// Runs a step alone.
  func hold<Result: Sendable, Failure: Error>(_ step: () throws(Failure) -> Result) throws(Failure) -> Result {
    try mutex.withLock { _ throws(Failure) in try step() }
  }
}
