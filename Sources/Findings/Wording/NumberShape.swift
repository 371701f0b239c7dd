/// How a locale writes one kind of figure: what stands around the digits and between them.
struct NumberShape: Sendable, Equatable {
  /// Before the digits of a figure without a sign ("$").
  var prefix = ""
  /// Behind them (" €").
  var suffix = ""
  /// The same of a figure below zero: the sign stands in one of them, where the locale puts it.
  let negativePrefix: String
  let negativeSuffix: String
  /// The same of one above zero that shows its sign.
  private let positivePrefix: String
  private let positiveSuffix: String
  /// Between groups of digits; empty where there are none.
  var grouping = ","
  /// Before the decimals.
  var decimal = "."
  /// Digits of the last group.
  var primaryGroup = 3
  /// Digits of the groups before it: 2 in India.
  var secondaryGroup = 3
  /// Digits that the first group has at least: 2 in Spain, which writes 1234 and 12.345.
  var minimumGroup = 1

  /// The real minus sign, U+2212, in every locale.
  static let minus = "−"

  /// English numbers with a mark before the digits.
  static func english(mark: String = "", suffix: String = "") -> NumberShape {
    NumberShape(prefix: mark, suffix: suffix, negativePrefix: minus + mark, negativeSuffix: suffix)
  }

  /// What stands around the digits of a figure with a sign.
  func affixes(_ sign: Sign) -> (prefix: String, suffix: String) {
    switch sign {
    case .none: (prefix, suffix)
    case .minus: (negativePrefix, negativeSuffix)
    case .plus: (positivePrefix, positiveSuffix)
    }
  }

  /// The sign that a figure shows.
  enum Sign: CaseIterable { case none, minus, plus }

  private static func positive(_ affix: String) -> String {
    String(String.UnicodeScalarView(affix.unicodeScalars.map { $0 == "−" ? "+" : $0 }))
  }

  /// Reads a shape off a formatter: what it makes of 1234567890.5, of 1234.5 and 12345.5, and of a negative figure.
  ///
  /// - Parameter written: Text of a value with one decimal; Latin digits.
  /// - Returns: `nil` where the text is no such figure.
  init?(_ written: (Double) -> String) {
    let text = Array(written(1_234_567_890.5).unicodeScalars)
    guard let first = text.firstIndex(where: Self.isDigit), let last = text.lastIndex(where: Self.isDigit) else {
      return nil
    }
    var runs: [Int] = []
    var separators: [String] = []
    var position = first
    while position <= last {
      let digits = text[position..<(last + 1)].prefix(while: Self.isDigit)
      let between = text[digits.endIndex..<(last + 1)].prefix { !Self.isDigit($0) }
      runs.append(digits.count)
      if !between.isEmpty { separators.append(Self.text(between)) }
      position = between.endIndex
    }
    guard runs.reduce(0, +) == 11, runs.last == 1, let decimal = separators.last else { return nil }
    self.decimal = decimal
    prefix = Self.text(text[..<first])
    suffix = Self.text(text[(last + 1)...])
    grouping = separators.count > 1 ? separators[0] : ""
    primaryGroup = runs[runs.count - 2]
    secondaryGroup = runs.count > 3 ? runs[runs.count - 3] : primaryGroup
    minimumGroup = 1
    // "1234,5": the first group would be too short to stand alone.
    if !grouping.isEmpty { minimumGroup += [1234.5, 12_345.5].count { !Self.isGrouped(written($0)) } }
    let negative = Array(written(-1_234_567_890.5).unicodeScalars)
    guard let start = negative.firstIndex(where: Self.isDigit), let end = negative.lastIndex(where: Self.isDigit) else {
      return nil
    }
    negativePrefix = Self.realMinus(negative[..<start])
    negativeSuffix = Self.realMinus(negative[(end + 1)...])
    positivePrefix = Self.positive(negativePrefix)
    positiveSuffix = Self.positive(negativeSuffix)
    guard (negativePrefix + negativeSuffix).contains(Self.minus) else { return nil }
  }

  init(
    prefix: String, suffix: String, negativePrefix: String, negativeSuffix: String
  ) {
    self.prefix = prefix
    self.suffix = suffix
    self.negativePrefix = negativePrefix
    self.negativeSuffix = negativeSuffix
    positivePrefix = Self.positive(negativePrefix)
    positiveSuffix = Self.positive(negativeSuffix)
  }

  private static func isDigit(_ scalar: Unicode.Scalar) -> Bool { scalar >= "0" && scalar <= "9" }

  /// Without the marks that would turn English words around; those that keep a sign before its digits stay.
  static func text(_ scalars: some Sequence<Unicode.Scalar>) -> String {
    var text = String.UnicodeScalarView()
    text.append(contentsOf: scalars.lazy.filter { $0 != "\u{200F}" && $0 != "\u{61C}" })
    return String(text)
  }

  /// Whether a text of a figure with decimals has a separator before them.
  private static func isGrouped(_ text: String) -> Bool { text.unicodeScalars.split { !isDigit($0) }.count > 2 }

  /// Hyphens that stand for a minus become the sign; marks of direction around it stay.
  private static func realMinus(_ scalars: some Sequence<Unicode.Scalar>) -> String {
    text(scalars.map { $0 == "-" || $0 == "\u{2010}" || $0 == "\u{2011}" || $0 == "\u{FF0D}" ? "−" : $0 })
  }
}
