import Drawing

extension TextMeter {
  /// Sets runs in lines of at most a width: words that fit stay whole, longer ones are broken between letters.
  mutating func lines(of runs: [StyledRun], width: Double, _ style: TextStyle) -> [TextLine] {
    var setter = LineSetter(runs: runs, width: width, style: style, baseline: baseline(of: style))
    for atom in atoms(of: runs) { setter.add(atom, &self) }
    return setter.finished(&self)
  }

  /// The same number of lines, as equal in length as they can be: for titles.
  mutating func balancedLines(of runs: [StyledRun], width: Double, _ style: TextStyle) -> [TextLine] {
    var lines = self.lines(of: runs, width: width, style)
    var (low, high) = (width / 2, width)
    while lines.count > 1, high - low > 1 {
      let middle = (low + high) / 2
      let candidate = self.lines(of: runs, width: middle, style)
      if candidate.count > lines.count {
        low = middle
      } else {
        high = middle
        lines = candidate
      }
    }
    return lines
  }
}

/// Fills lines one after the other, each as far as it goes.
private struct LineSetter {
  let runs: [StyledRun]
  let width: Double
  let style: TextStyle
  let baseline: Double
  let runsFromRightToLeft: Bool

  private var lines: [TextLine] = []
  private var parts: [LineAtom.Part] = []
  private var lineWidth = 0.0
  /// Atoms on the line; the width of one alone needs no second measuring.
  private var atomCount = 0
  private var pendingSpace: Int?
  private var pendingHyphen = false

  /// Widths that differ by rounding alone count as equal.
  private static let tolerance = 0.01

  init(runs: [StyledRun], width: Double, style: TextStyle, baseline: Double) {
    self.runs = runs
    self.width = width
    self.style = style
    self.baseline = baseline
    runsFromRightToLeft = runs.runFromRightToLeft
  }

  mutating func add(_ atom: LineAtom, _ meter: inout TextMeter) {
    if pendingHyphen, let last = parts.last { lineWidth -= meter.width(ofWord: "-", runs[last.run].font) }
    let space = pendingSpace.map { meter.width(ofWord: " ", runs[$0].font) } ?? 0
    if !parts.isEmpty, lineWidth + space + atom.width > width + Self.tolerance { endLine(&meter) }
    pendingHyphen = false
    if atom.width > width + Self.tolerance {
      addBroken(atom, &meter)
    } else {
      if let run = pendingSpace, !parts.isEmpty {
        append(LineAtom.Part(text: " ", run: run))
        lineWidth += space
      }
      for part in atom.parts { append(part) }
      lineWidth += atom.width
      atomCount += 1
    }
    pendingSpace = atom.spaceRun
    pendingHyphen = atom.hyphenates
    if atom.endsLine { endLine(&meter) }
  }

  mutating func finished(_ meter: inout TextMeter) -> [TextLine] {
    if !parts.isEmpty { endLine(&meter) }
    return lines
  }

  /// Sets an atom that is wider than a line, as many letters on each as go.
  private mutating func addBroken(_ atom: LineAtom, _ meter: inout TextMeter) {
    for part in atom.parts {
      let font = runs[part.run].font
      var rest = part.text[...]
      while !rest.isEmpty {
        var head = rest
        var headWidth = meter.width(of: String(head), font)
        if lineWidth + headWidth > width + Self.tolerance {
          (head, headWidth) = longestPrefix(of: rest, within: width - lineWidth, font, meter)
        }
        if head.isEmpty {
          guard parts.isEmpty else {
            endLine(&meter)
            continue
          }
          head = rest.prefix(1)
          headWidth = meter.width(of: String(head), font)
        }
        append(LineAtom.Part(text: String(head), run: part.run))
        lineWidth += headWidth
        atomCount += 1
        rest = rest.dropFirst(head.count)
        if !rest.isEmpty { endLine(&meter) }
      }
    }
  }

  private func longestPrefix(
    of text: Substring, within width: Double, _ font: Font, _ meter: TextMeter
  ) -> (Substring, Double) {
    // No letter is narrower than a tenth of its size for long, so that the search never measures a whole novel.
    var low = 0
    var high = min(text.count, max(1, Int(width / (font.size * 0.1))))
    var found = (text.prefix(0), 0.0)
    while low < high {
      let middle = (low + high + 1) / 2
      let candidate = text.prefix(middle)
      let measured = meter.width(of: String(candidate), font)
      if measured <= width + Self.tolerance {
        low = middle
        found = (candidate, measured)
      } else {
        high = middle - 1
      }
    }
    return found
  }

  private mutating func append(_ part: LineAtom.Part) {
    if let last = parts.last, runs[last.run].looksLike(runs[part.run]) {
      parts[parts.count - 1].text += part.text
    } else {
      parts.append(part)
    }
  }

  private mutating func endLine(_ meter: inout TextMeter) {
    if pendingHyphen, let last = parts.last { append(LineAtom.Part(text: "-", run: last.run)) }
    var fragments: [TextLine.Fragment] = []
    var x = 0.0
    for part in ordered(parts) {
      let run = runs[part.run]
      let width =
        atomCount == 1 && parts.count == 1 && !pendingHyphen ? lineWidth : meter.width(of: part.text, run.font)
      fragments.append(
        TextLine.Fragment(
          string: TextDirection.isolated(part.text, isRightToLeft: runsFromRightToLeft), font: run.font,
          color: run.color, x: x, width: width, link: run.link))
      x += width
    }
    lines.append(TextLine(fragments: fragments, width: x, height: style.lineHeight, baseline: baseline))
    parts = []
    lineWidth = 0
    atomCount = 0
    pendingSpace = nil
    pendingHyphen = false
  }

  /// The parts from left to right: those that run against the line stand in reverse (rule L2 of UAX #9, by part).
  private func ordered(_ parts: [LineAtom.Part]) -> [LineAtom.Part] {
    guard parts.count > 1 else { return parts }
    let base = runsFromRightToLeft
    var result: [LineAtom.Part] = []
    var against: [LineAtom.Part] = []
    for part in parts {
      if TextDirection.isRightToLeft([part.text]) ?? base != base {
        against.append(part)
      } else {
        result += against.reversed() + [part]
        against = []
      }
    }
    result += against.reversed()
    return base ? result.reversed() : result
  }
}

extension [StyledRun] {
  /// Whether the text runs from right to left.
  var runFromRightToLeft: Bool {
    let isAmong = first?.isAmongRightToLeft ?? false
    return TextDirection.isRightToLeft(lazy.map(\.text), amongRightToLeft: isAmong) ?? isAmong
  }
}
