internal import ContentHash
public import Findings

/// The record that a report is compared with, as it was read.
public struct ReviewBaseline: Sendable {
  /// Where it stands: below the output folder, or as it was given.
  public let name: String
  /// Its content.
  public let bytes: [UInt8]
  /// Its run; `nil` where it is damaged.
  let runID: String?
  /// What reading it came to; `nil` until it is read.
  private var outcome: Result<ReviewSide, ReviewError>?

  /// Takes over a file.
  public init(name: String, bytes: [UInt8]) {
    self.init(name: name, bytes: bytes, runID: (try? ReviewRecord(bytes: bytes))?.key.runID)
  }

  init(name: String, bytes: [UInt8], runID: String?) {
    self.name = name
    self.bytes = bytes
    self.runID = runID
  }

  /// Its name and hash, as an input of the report.
  public var file: StudyInput.File { .init(name: name, contentHash: contentHash) }

  var contentHash: String { SHA256.hexadecimalDigest(of: bytes) }

  /// What it holds; `nil` where it is damaged.
  var record: ReviewRecord? { try? ReviewRecord(bytes: bytes) }

  /// The run, ready to be compared.
  ///
  /// - Throws: ``Findings/ReviewError`` where it is damaged, or of another version of the format.
  public func side() throws(ReviewError) -> ReviewSide { try (outcome ?? read()).get() }

  /// Reads it once for all.
  ///
  /// - Parameter measure: what it is to be compared in; `nil` = in any.
  /// - Returns: why it cannot be compared; `nil` where it can.
  mutating func obstacle(in measure: ReviewMeasure?) -> String? {
    let outcome = read()
    self.outcome = outcome
    switch outcome {
    case .success(let side): return measure.flatMap { side.measure.obstacle(against: $0) }
    case .failure(let error): return error.message
    }
  }

  private func read() -> Result<ReviewSide, ReviewError> {
    Result { () throws(ReviewError) in try ReviewSide(try ReviewRecord(bytes: bytes)) }
  }
}

extension ReportMaterial {
  /// Everything that a study found, and what changed since an earlier run.
  ///
  /// - Parameter threads: networks planned at a time; the result does not depend on it.
  /// - Returns: the material, and why it says nothing of what changed, where it cannot.
  public static func of(
    _ study: Study, since baseline: ReviewBaseline?, threads: Int = 2
  ) async -> (material: ReportMaterial, warning: String?) {
    guard let baseline else { return (await ReportMaterial(study), nil) }
    async let tables = StudyFindings.detailTables(study)
    var findings = await StudyFindings.of(study)
    let outcome = await sinceReview(
      baseline, ReviewSide(study.input, results: findings.results), threads: threads)
    findings.sinceReview = outcome.findings
    return (
      ReportMaterial(study, findings: findings, tables: await tables, baseline: baseline),
      outcome.warning.map {
        "\(baseline.name): \($0); the report does not say what changed since (--since names another run)"
      }
    )
  }

  private static func sinceReview(
    _ baseline: ReviewBaseline, _ now: ReviewSide, threads: Int
  ) async -> (findings: SinceReviewFindings?, warning: String?) {
    let then: ReviewSide
    do {
      then = try baseline.side()
    } catch {
      return (nil, error.message)
    }
    if let obstacle = then.obstacle(against: now) { return (nil, obstacle) }
    do {
      return (SinceReviewFindings(try await ReviewComparison(from: then, to: now, threads: threads)), nil)
    } catch {
      return (nil, error.message)
    }
  }
}
