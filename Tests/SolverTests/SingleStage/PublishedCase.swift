import Foundation
import Testing

/// A case of the published single-stage answers: named numbers, lists and probabilities in, the same out.
struct PublishedCase: Decodable, CustomTestStringConvertible {
  /// A number, numbers, or probabilities by quantity.
  enum Value: Decodable {
    case number(Double)
    case list([Double])
    case probabilities([String: Double])

    init(from decoder: any Decoder) throws {
      let container = try decoder.singleValueContainer()
      if let number = try? container.decode(Double.self) {
        self = .number(number)
      } else if let list = try? container.decode([Double].self) {
        self = .list(list)
      } else {
        self = .probabilities(try container.decode([String: Double].self))
      }
    }
  }

  var name: String
  var input: [String: Value]
  var expected: [String: Value]

  var testDescription: String { name }

  /// What is solved: what stands behind the colon of the name.
  var model: String { String(name.split(separator: ":")[1]) }

  /// A number of the input.
  func number(_ key: String) throws -> Double {
    guard case .number(let value) = try #require(input[key], "\(name): \(key)") else {
      throw Mismatch(key: key)
    }
    return value
  }

  /// A list of the input.
  func list(_ key: String) throws -> [Double] {
    guard case .list(let values) = try #require(input[key], "\(name): \(key)") else { throw Mismatch(key: key) }
    return values
  }

  /// Probabilities from quantity 0 on.
  func weights(_ key: String) throws -> [Double] {
    guard case .probabilities(let entries) = try #require(input[key]) else { throw Mismatch(key: key) }
    let quantities = entries.keys.compactMap { Int($0) }
    return (0...(quantities.max() ?? 0)).map { entries[String($0)] ?? 0 }
  }

  /// Checks that all that is published of the case is met.
  func expect(
    _ found: [String: Double], lists: [String: [Double]] = [:], relative: Double = 1e-9, only: Set<String>? = nil
  ) {
    for (key, value) in expected where only?.contains(key) ?? true {
      switch value {
      case .number(let number):
        let answer = found[key] ?? .nan
        #expect(abs(answer - number) <= relative * abs(number), "\(name): \(key) is \(answer), not \(number)")
      case .list(let numbers):
        let answers = lists[key] ?? []
        #expect(answers.count == numbers.count, "\(name): \(key)")
        for (answer, number) in zip(answers, numbers) {
          #expect(abs(answer - number) <= relative * abs(number), "\(name): \(key) is \(answers), not \(numbers)")
        }
      case .probabilities:
        Issue.record("\(name): \(key) has no form known")
      }
    }
  }

  private struct Mismatch: Error {
    var key: String
  }

  /// All cases; none where the folder is absent.
  static let all: [PublishedCase] =
    ReferenceData.isPresent
    ? (try? ReferenceData.decode([PublishedCase].self, "oracles/single_echelon.json")) ?? [] : []

  /// The cases of some models.
  static func cases(of models: String...) -> [PublishedCase] { all.filter { models.contains($0.model) } }
}
