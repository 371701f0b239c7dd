internal import Findings

/// How a figure is shown in a cell: what its text in the report becomes as a number format.
struct NumberPattern: Equatable {
  /// What stands behind the digits.
  enum Unit: Equatable {
    case none
    /// A fraction, shown as a percentage.
    case percent
    /// A word, such as "pts" or "days".
    case word(String)
  }

  /// Places after the point.
  var decimals = 0
  /// What stands before the digits ("$").
  var mark = ""
  /// What stands behind the digits of an amount (" €").
  var ending = ""
  /// What stands behind them.
  var unit = Unit.none
  /// Whether the sign shows on figures above zero too.
  var isSigned = false

  /// Excel's code.
  var code: String {
    var digits = mark.isEmpty ? "" : "\"\(mark)\""
    digits += "#,##0"
    if decimals > 0 { digits += "." + String(repeating: "0", count: decimals) }
    switch unit {
    case .none: break
    case .percent: digits += "%"
    case .word(let word): digits += "\" \(word)\""
    }
    if !ending.isEmpty { digits += "\"\(ending)\"" }
    return isSigned ? "+\(digits);-\(digits);\(digits)" : mark.isEmpty ? digits : "\(digits);-\(digits)"
  }

  /// About as many characters as a figure takes.
  func width(of value: Double) -> Int {
    let shown = abs(unit == .percent ? value * 100 : value)
    var whole = 1
    var left = shown
    while left >= 10, whole < 18 {
      left /= 10
      whole += 1
    }
    let behind =
      switch unit {
      case .none: 0
      case .percent: 1
      case .word(let word): word.count + 1
      }
    return whole + (whole - 1) / 3 + (decimals > 0 ? decimals + 1 : 0) + mark.count + ending.count + behind
      + (value < 0 || isSigned ? 1 : 0)
  }

  /// Figures without a text: whole numbers as such, shares as percentages, others with two places or one.
  ///
  /// - Parameter areShares: Whether the figures are fractions of one by what they mean.
  init(fitting values: some Sequence<Double>, areShares: Bool) {
    var isWhole = true
    var isPercent = true
    var largest = 0.0
    for value in values where value.isFinite {
      if value != value.rounded() { isWhole = false }
      let tenths = value * 1000
      if abs(tenths - tenths.rounded()) > 1e-6 { isPercent = false }
      largest = max(largest, abs(value))
    }
    if areShares, largest <= 1 {
      unit = .percent
      decimals = isPercent ? 1 : 2
    } else {
      decimals = isWhole ? 0 : largest >= 1000 ? 1 : 2
    }
  }

  /// A plain number.
  init(decimals: Int = 0) { self.decimals = decimals }
}

extension NumberPattern {
  /// A figure as its text tells it.
  struct Reading: Equatable {
    /// The figure; percentages as fractions.
    var value: Double
    /// How it is shown.
    var pattern: NumberPattern
    /// What follows "±", in the unit of the figure shown: half the width of an interval.
    var halfWidth: String?
    /// Whether the text shows thousands, millions or billions, and so not all of the figure.
    var isScaled = false
  }

  /// Reads a text of a number format back, in its locale; `nil` for any other.
  static func reading(_ text: String, format: NumberFormat) -> Reading? {
    guard let english = format.english(text),
      var reading = reading(english, mark: NumberFormat(currency: format.currency).moneyMark.before)
    else { return nil }
    if !reading.pattern.mark.isEmpty { (reading.pattern.mark, reading.pattern.ending) = format.moneyMark }
    return reading
  }

  /// Reads a text of the English ``NumberFormat`` back; `nil` for any other.
  ///
  /// - Parameter mark: What stands before amounts of money.
  static func reading(_ text: String, mark: String) -> Reading? {
    var rest = Substring(text)
    var reading = Reading(value: 0, pattern: NumberPattern())
    if let sign = rest.firstRange(of: " ± ") {
      reading.halfWidth = String(rest[sign.upperBound...])
      rest = rest[..<sign.lowerBound]
    }
    var isNegative = false
    if let first = rest.first, first == "−" || first == "+" {
      isNegative = first == "−"
      reading.pattern.isSigned = true
      rest.removeFirst()
    }
    if !mark.isEmpty, rest.hasPrefix(mark) {
      reading.pattern.mark = mark
      rest.removeFirst(mark.count)
    }
    let digits = rest.prefix { $0.isASCII && $0.isNumber || $0 == "," || $0 == "." }
    let figure = digits.filter { $0 != "," }
    guard digits.first?.isNumber == true, digits.last?.isNumber == true, let value = Double(figure) else { return nil }
    if let point = figure.firstIndex(of: ".") {
      reading.pattern.decimals = figure.distance(from: point, to: figure.endIndex) - 1
    }
    rest.removeFirst(digits.count)
    var scale = 1.0
    for (suffix, factor) in [("bn", 1e9), ("M", 1e6), ("k", 1e3)] where rest == suffix {
      scale = factor
      rest = ""
      reading.isScaled = true
      reading.pattern.decimals = 0
    }
    if rest == "%" {
      scale = 0.01
      reading.pattern.unit = .percent
    } else if rest.first == " ", rest.count <= 10, rest.dropFirst().allSatisfy({ $0.isASCII && $0.isLowercase }) {
      reading.pattern.unit = .word(String(rest.dropFirst()))
    } else if !rest.isEmpty {
      return nil
    }
    reading.value = (isNegative ? -value : value) * scale
    return reading
  }
}
