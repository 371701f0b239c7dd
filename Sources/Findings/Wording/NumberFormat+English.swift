extension NumberFormat {
  /// A figure of this format as the English format writes it, for what programs read: files of data and workbooks.
  ///
  /// - Returns: `nil` for texts that are no figure with a unit at most; in English every text as it is.
  public func english(_ text: String) -> String? {
    guard symbols !== LocaleSymbols.english else { return text }
    guard let sign = text.firstRange(of: " ± ") else { return figure(text[...]) }
    let width = text[sign.upperBound...]
    let bound = width.hasPrefix("< ") ? "< " : ""
    guard let mean = figure(text[..<sign.lowerBound]), let half = figure(width.dropFirst(bound.count)) else {
      return nil
    }
    return "\(mean) ± \(bound)\(half)"
  }

  private func figure(_ text: Substring) -> String? {
    guard let start = text.unicodeScalars.firstIndex(where: Self.isDigit) else { return nil }
    let prefix = text[..<start]
    let shapes = [(kind: Kind.money, shape: moneyShape), (.percent, symbols.percent), (.number, symbols.number)]
    // Most texts are names, which end here.
    guard
      shapes.contains(where: { _, shape in
        NumberShape.Sign.allCases.contains { shape.affixes($0).prefix == prefix }
      })
    else { return nil }
    let scalars = Array(text[start...].unicodeScalars)
    for (kind, shape) in shapes {
      guard let (digits, end) = Self.digits(scalars[...], in: shape) else { continue }
      let rest = Self.text(scalars[end...])
      // Some marks begin like others ("mi", "mil", "mil M").
      let scale =
        ["bn", "M", "k"].filter { rest.hasPrefix(symbols.scales[$0] ?? $0) }
        .max { (symbols.scales[$0] ?? $0).count < (symbols.scales[$1] ?? $1).count } ?? ""
      let scaleMark = symbols.scales[scale] ?? scale
      for sign in NumberShape.Sign.allCases {
        let (before, behind) = shape.affixes(sign)
        guard before == prefix, let unit = Self.unit(rest, (scale, scaleMark), behind, mayHaveWord: kind == .number)
        else {
          continue
        }
        let mark = kind == .money ? LocaleSymbols.english.money(currency).prefix : ""
        return Self.english(sign) + mark + digits + unit + (kind == .percent ? "%" : "")
      }
    }
    return nil
  }

  private enum Kind { case money, percent, number }

  private static func english(_ sign: NumberShape.Sign) -> String {
    switch sign {
    case .none: ""
    case .minus: NumberShape.minus
    case .plus: "+"
    }
  }

  /// What follows the digits, without what the shape has there: a scale, or a space and a word; `nil` for anything else.
  private static func unit(
    _ rest: String, _ scale: (name: String, mark: String), _ behind: String, mayHaveWord: Bool
  ) -> String? {
    if rest == behind { return "" }
    if !scale.name.isEmpty, rest == scale.mark + behind { return scale.name }
    guard mayHaveWord, rest.hasPrefix(behind + " ") else { return nil }
    let word = rest.dropFirst(behind.count)
    return word.count > 1 && word.dropFirst().utf8.allSatisfy { $0 >= 0x61 && $0 <= 0x7A } ? String(word) : nil
  }

  /// Digits with their separators, as English has these, and where they end; a separator stands between digits.
  private static func digits(
    _ scalars: ArraySlice<Unicode.Scalar>, in shape: NumberShape
  ) -> (text: String, end: Int)? {
    var text = ""
    var hasDecimal = false
    var position = scalars.startIndex
    while position < scalars.endIndex {
      let scalar = scalars[position]
      if isDigit(scalar) {
        text.unicodeScalars.append(scalar)
      } else {
        guard position + 1 < scalars.endIndex, isDigit(scalars[position + 1]), !hasDecimal else { break }
        if String(scalar) == shape.decimal {
          hasDecimal = true
          text += "."
        } else if String(scalar) != shape.grouping {
          break
        }
      }
      position += 1
    }
    return text.isEmpty ? nil : (grouped(text), position)
  }

  /// Digits with commas between thousands.
  private static func grouped(_ digits: String) -> String {
    let whole = digits.utf8.prefix { $0 != 0x2E }.count
    var text = ""
    for (index, digit) in digits.enumerated() {
      if index > 0, index < whole, (whole - index).isMultiple(of: 3) { text += "," }
      text.append(digit)
    }
    return text
  }

  private static func isDigit(_ scalar: Unicode.Scalar) -> Bool { scalar >= "0" && scalar <= "9" }

  private static func text(_ scalars: some Sequence<Unicode.Scalar>) -> String {
    var text = String.UnicodeScalarView()
    text.append(contentsOf: scalars)
    return String(text)
  }
}
