import Findings
import Foundation
import Solver

/// The answer of a single-stage method as text for a terminal, and as JSON.
enum StageText {
  private static let format = NumberFormat(currency: "")

  /// A number with two decimals, or as many as three significant figures take.
  static func number(_ value: Double) -> String {
    let magnitude = abs(value)
    guard magnitude > 0, magnitude < 0.1 else {
      return format.number(value, decimals: value == value.rounded() ? 0 : 2)
    }
    return format.number(value, decimals: min(15, 2 - Int(log10(magnitude).rounded(.down))))
  }

  /// "1 unit", "0.5 units".
  static func units(_ value: Double) -> String { "\(number(value)) \(value == 1 ? "unit" : "units")" }

  /// A fraction as a percentage, with two decimals or as many as tell it from 100 %.
  static func percent(_ fraction: Double) -> String {
    let rest = 1 - fraction
    let decimals = rest > 0 && rest < 0.001 ? min(12, -Int(log10(rest).rounded(.down))) : 2
    var digits = format.number(fraction * 100, decimals: decimals)
    for _ in 0..<decimals - 2 where digits.hasSuffix("0") { digits.removeLast() }
    return digits + "%"
  }

  /// The answer, the figures, and what they rest on.
  static func text(of answer: StageAnswer, title: String, method: MethodDescription) -> String {
    var report = TextReport()
    report.add(title: title)
    report.add(paragraph: answer.summary)
    report.add(
      FindingsTable(
        id: "figures", caption: "Figures",
        columns: [.init("Figure", numeric: false), .init("Value"), .init("Unit", numeric: false)],
        rows: answer.figures.map { figure in
          .init([
            .init(figure.label), .init(figure.value, value(figure)), .init(figure.unit.rawValue),
          ])
        }))
    if let series = answer.series { report.add(table(series)) }
    if let remark = answer.remark { report.add(paragraph: remark) }
    let guarantee = answer.guarantee ?? method.guarantee
    report.add(
      paragraph:
        "Method: \(method.name), \(guarantee.rawValue): \(meaning(of: guarantee)). Source: \(method.source).")
    return report.text
  }

  /// What a guarantee promises, in words.
  private static func meaning(of guarantee: MethodDescription.Guarantee) -> String {
    switch guarantee {
    case .exact: "under its assumptions no other answer is better"
    case .boundedGap: "no other answer is better by more than the gap stated"
    case .approximation: "right for a model that is close to the one asked for"
    case .heuristic: "a rule that is good as a rule, without a bound"
    }
  }

  private static func value(_ figure: StageAnswer.Figure) -> String {
    figure.unit == .share ? percent(figure.value) : number(figure.value)
  }

  private static func table(_ series: StageAnswer.Series) -> FindingsTable {
    FindingsTable(
      id: series.key, caption: series.caption, columns: series.columns.map { .init($0.title) },
      rows: series.rows.map { row in
        .init(row.map { value in value.map { .init($0, number($0)) } ?? .init(NumberFormat.none) })
      })
  }

  /// The answer as one line of JSON (`meio.stage/1`).
  static func json(of answer: StageAnswer, method: MethodDescription) throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    var lines: [[String: Double?]]?
    if let series = answer.series {
      lines = series.rows.map { row in
        Dictionary(uniqueKeysWithValues: zip(series.columns.map(\.key), row))
      }
    }
    let line = try encoder.encode(
      StageLine(
        schema: "meio.stage/1", method: method.name, guarantee: (answer.guarantee ?? method.guarantee).rawValue,
        source: method.source,
        answer: Dictionary(uniqueKeysWithValues: answer.figures.map { ($0.key, $0.value) }),
        series: lines))
    return String(decoding: line, as: UTF8.self)
  }
}

/// An answer as JSON.
private struct StageLine: Encodable {
  /// `meio.stage/1`.
  var schema: String
  /// Name of the method.
  var method: String
  /// What is known of the answer.
  var guarantee: String
  /// Where the method comes from.
  var source: String
  /// Figures by name.
  var answer: [String: Double]
  /// Figures by period or item; absent where there is only one.
  var series: [[String: Double?]]?
}
