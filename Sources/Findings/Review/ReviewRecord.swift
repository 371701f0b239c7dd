import Foundation
public import SupplyNetwork

/// What is kept of a run for the reviews after it: what it found, and what its plan rests on (`meio.review/1`).
public struct ReviewRecord: Sendable, Codable, Equatable {
  /// Name and version of the format.
  public static let schema = "meio.review/1"

  private var schema = Self.schema
  /// The run.
  public var key: Key
  /// Version of the program.
  public var toolVersion: String
  /// Title of the report.
  public var title: String
  /// What it found.
  public var results: ReviewResults
  /// What its plan rests on.
  public var basis: PlanningBasis

  /// Takes down a run.
  ///
  /// - Parameters:
  ///   - input: what it was made from.
  ///   - findings: what it found.
  ///   - study: hash of all that its figures depend on, labels apart.
  public init(_ input: StudyInput, findings: StudyFindings, study: String?) {
    key = Key(dataCutOff: input.dataCutOff, runID: input.runID, study: study)
    toolVersion = input.toolVersion
    title = findings.cover.title
    results = findings.results
    basis = PlanningBasis(input.model, currency: findings.cover.currency)
  }

  /// The JSON of the record, on one line that ends with a line feed: keys in order, the same bytes each time.
  public var bytes: [UInt8] {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    guard let data = try? encoder.encode(self) else { return [] }
    return [UInt8](data) + [0x0A]
  }

  /// Reads a record.
  ///
  /// - Throws: ``ReviewError`` where the bytes are no record, or one of another version of the format.
  public init(bytes: [UInt8]) throws(ReviewError) {
    struct Head: Decodable {
      var schema: String
    }
    let data = Data(bytes)
    let head: Head
    do {
      head = try JSONDecoder().decode(Head.self, from: data)
    } catch DecodingError.dataCorrupted {
      throw ReviewError("the record is damaged: it is no complete JSON")
    } catch {
      throw ReviewError("this is no record of a review")
    }
    guard head.schema == Self.schema else {
      throw ReviewError("this is \(head.schema), and \(Self.schema) is what can be read")
    }
    do {
      self = try JSONDecoder().decode(Self.self, from: data)
    } catch let error as DecodingError {
      throw ReviewError("the record is damaged\(Self.place(of: error))")
    } catch {
      throw ReviewError("the record is damaged")
    }
    guard results.locationsToday.count == basis.locations.ids.count,
      results.locationsPlanned.count == basis.locations.ids.count
    else { throw ReviewError("the record is damaged: its results are not those of its locations") }
  }

  /// ": at basis.networks.0" where decoding stopped.
  private static func place(of error: DecodingError) -> String {
    let path: [any CodingKey] =
      switch error {
      case .typeMismatch(_, let context), .valueNotFound(_, let context), .keyNotFound(_, let context),
        .dataCorrupted(let context):
        context.codingPath
      @unknown default: []
      }
    let names = path.map { key in key.intValue.map { String($0) } ?? key.stringValue }
    return names.isEmpty ? "" : ": at \(names.joined(separator: "."))"
  }
}

extension StudyInput {
  /// The day up to which the data are known; `nil` where there is none.
  public var dataCutOff: CalendarDate? { planningCase?.dataCutOff ?? model.settings.asOf }
}
