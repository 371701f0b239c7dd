import Foundation

/// The answers to check against that stand beside the repository, where they do.
enum Oracles {
  private static let folder = URL(filePath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    .appending(path: "../shared/oracles").standardized

  /// Whether the folder is there.
  static var exist: Bool { FileManager.default.fileExists(atPath: folder.path) }

  /// The case of a file.
  static func named<Case: Decodable>(_ name: String, in file: String) throws -> Case {
    let data = try Data(contentsOf: folder.appending(path: file))
    let decoder = JSONDecoder()
    decoder.keyDecodingStrategy = .convertFromSnakeCase
    let names = try decoder.decode(Listing<Name>.self, from: data).cases.map(\.name)
    guard let index = names.firstIndex(of: name) else { throw Missing(name: name) }
    return try decoder.decode(Listing<Lenient<Case>>.self, from: data).cases[index].result.get()
  }

  private struct Listing<Entry: Decodable>: Decodable { var cases: [Entry] }
  private struct Name: Decodable { var name: String }
  private struct Missing: Error { var name: String }

  /// An entry whose fault is told only when it is asked for: cases of a file differ in shape.
  private struct Lenient<Entry: Decodable>: Decodable {
    var result: Result<Entry, any Error>
    init(from decoder: any Decoder) throws { result = Result { try Entry(from: decoder) } }
  }
}

/// A trace of known demand: per stage and period, what another simulator did.
struct TraceOracle: Decodable {
  struct Input: Decodable { var demand: [Double] }
  struct Row: Decodable {
    var orderQuantity: Double
    var inventoryLevel: Double
    var backorders: Double
    var outboundShipmentByCustomer: [String: Double]
    var inTransitHoldingCost: Double
  }
  var input: Input
  var expected: [String: [Row]]
}

/// Long-run averages with their standard error.
struct LongRunOracle: Decodable {
  struct Value: Decodable {
    var mean: Double
    var se: Double
  }
  struct Average: Decodable {
    var mean: Double
    var ci95: [Double]
    /// From the 95 % interval of 20 replications: Student's t with 19 degrees of freedom.
    var standardError: Double { (ci95[1] - ci95[0]) / 2 / 2.093 }
  }
  struct Tight: Decodable { var nodes: [String: [String: Value]] }

  var nodes: [String: [String: Average]]
  var independentFastSimulation: Tight?

  /// The tighter reference, where there are two.
  func reference(stage: String, fastStage: String? = nil, _ measure: String) -> (mean: Double, standardError: Double)? {
    if let value = independentFastSimulation?.nodes[fastStage ?? stage]?[measure] { return (value.mean, value.se) }
    return nodes[stage]?[measure].map { ($0.mean, $0.standardError) }
  }
}
