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

  /// The names of a file's cases.
  static func names(in file: String) -> [String] {
    guard let data = try? Data(contentsOf: folder.appending(path: file)) else { return [] }
    return (try? JSONDecoder().decode(Listing<Name>.self, from: data))?.cases.map(\.name) ?? []
  }

  /// The cases of a file: under that key, or all there is.
  private struct Listing<Entry: Decodable>: Decodable {
    var cases: [Entry]
    private enum Key: CodingKey { case cases }
    init(from decoder: any Decoder) throws {
      if let container = try? decoder.container(keyedBy: Key.self) {
        cases = try container.decode([Entry].self, forKey: .cases)
      } else {
        cases = try decoder.singleValueContainer().decode([Entry].self)
      }
    }
  }
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
    var demandMetFromStock: Double
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
  struct Tight: Decodable {
    var total: Value?
    var nodes: [String: [String: Value]]
  }

  var totalSystemCostPerPeriod: Average
  var nodes: [String: [String: Average]]
  var analyticTotalCost: Double?
  /// A second simulation, tighter than the first.
  var independentFastSimulation: Tight?
}

/// Poisson demand in a tree of stages under continuous review and base stocks: exact measures at several base stocks.
struct DistributionOracle: Decodable {
  struct Input: Decodable {
    var children: [String: [Int]]
    var demandRate: [String: Double]
    var leadTime: [String: Double]
    var localHoldingCost: [String: Double]
    var backorderCost: [String: Double]
  }
  struct Node: Decodable {
    var expectedOnHand: Double
    var expectedBackorders: Double
    var fillRateReady: Double
    var cost: Double
  }
  struct Optimum: Decodable {
    var optimalLocalBaseStock: [String: Double]
    var optimalCost: Double
    var nodes: [String: Node]
  }
  struct Evaluation: Decodable {
    var levels: [String: Double]
    var cost: Double
    var nodes: [String: Node]
    private enum CodingKeys: String, CodingKey {
      case levels = "S"
      case cost, nodes
    }
  }
  var input: Input
  private var expected: Optimum
  private var evaluations: [Evaluation]

  /// The optimum and the other base stocks.
  var points: [Evaluation] {
    [Evaluation(levels: expected.optimalLocalBaseStock, cost: expected.optimalCost, nodes: expected.nodes)]
      + evaluations
  }
}

/// A serial system with its optimal echelon base stocks and the Shang–Song heuristic's, by stage from 1, the most
/// downstream one.
struct SerialOracle: Decodable {
  struct Demand: Decodable {
    var type: String
    var mean: Double
    var sd: Double
  }
  struct Input: Decodable {
    var echelonHoldingCost: [String: Double]
    var leadTime: [String: Double]
    var stockoutCost: Double
    var demand: Demand
  }
  struct Optimum: Decodable {
    var echelonBaseStock: [String: Double]
    var cost: Double
    var localBaseStockEquivalent: [String: Double]
  }
  struct Heuristic: Decodable {
    var unrounded: [String: Double]
    var cost: Double?
    var roundedDown: [String: Double]?
    var costRoundedDown: Double?
    var roundedNearest: [String: Double]?
    var costRoundedNearest: Double?

    /// Echelon base stocks whose cost is given.
    var points: [(levels: [String: Double], cost: Double)] {
      [(unrounded, cost), (roundedDown ?? [:], costRoundedDown), (roundedNearest ?? [:], costRoundedNearest)]
        .compactMap { levels, cost in cost.map { (levels, $0) } }
    }
  }
  var input: Input
  var expected: Optimum
  var shangSongHeuristic: Heuristic
}
