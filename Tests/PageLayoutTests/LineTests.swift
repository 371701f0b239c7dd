import Drawing
import Testing

@testable import PageLayout

/// Lines in letters 5 pt wide.
struct LineTests {
  private func lines(_ inlines: [Inline], letters: Int) -> [String] {
    let style = PageStyle()
    let text = style.text(10, on: 14)
    var meter = TextMeter(EvenMeasurer())
    return meter.lines(of: style.runs(of: inlines, text), width: Double(letters) * 5, text).map(\.string)
  }

  @Test func wordsFillLines() {
    #expect(lines(["one two three four"], letters: 9) == ["one two", "three", "four"])
    #expect(lines(["one two three four"], letters: 10) == ["one two", "three four"])
  }

  @Test func whiteSpaceCollapsesAcrossRuns() {
    #expect(lines(["one \n\t", .strong([" two"]), " "], letters: 20) == ["one two"])
  }

  @Test func noBreakSpaceHolds() {
    #expect(lines(["a 61\u{A0}% b"], letters: 5) == ["a", "61\u{A0}%", "b"])
  }

  @Test func aFigureKeepsItsInterval() {
    #expect(lines(["simulated 95.5% ± 0.07 points"], letters: 18) == ["simulated", "95.5%\u{A0}±\u{A0}0.07", "points"])
  }

  @Test func lineBreaksEndLines() {
    #expect(lines(["one", .lineBreak, .lineBreak, "two"], letters: 20) == ["one", "", "two"])
  }

  @Test func longWordsBreakBetweenLetters() {
    #expect(lines(["x abcdefghij"], letters: 4) == ["x", "abcd", "efgh", "ij"])
    #expect(lines(["abc"], letters: 0) == ["a", "b", "c"])
  }

  @Test func partsBreakAfterHyphenAndSlashButNotBeforeDigits() {
    #expect(lines(["north-south"], letters: 8) == ["north-", "south"])
    #expect(lines(["see 2026-01-05"], letters: 12) == ["see", "2026-01-05"])
  }

  @Test func softHyphenShowsWhereALineEnds() {
    #expect(lines(["har\u{AD}bour"], letters: 5) == ["har-", "bour"])
    #expect(lines(["har\u{AD}bour"], letters: 7) == ["harbour"])
  }

  @Test func chineseBreaksAnywhereButBeforeClosingMarks() {
    #expect(lines(["港口的灯光。"], letters: 3) == ["港口的", "灯光。"])
    #expect(lines(["港口的灯光。"], letters: 5) == ["港口的灯", "光。"])
  }

  /// Fragments of a line from left to right, without spaces and marks of direction.
  private func fragments(_ inlines: [Inline], amongRightToLeft: Bool) -> [String] {
    var style = PageStyle()
    style.runsFromRightToLeft = amongRightToLeft
    let runs = style.runs(of: inlines, style.text(10, on: 14))
    var meter = TextMeter(EvenMeasurer())
    let line = meter.lines(of: runs, width: 200, style.text(10, on: 14))[0]
    #expect(line.fragments.map(\.x) == line.fragments.map(\.x).sorted())
    return line.fragments.map { String($0.string.filter(\.isLetter)) }
  }

  @Test func rightToLeftPartsStandInReverse() {
    let inlines: [Inline] = ["אבג ", .strong(["one"]), " דהו"]
    #expect(fragments(inlines, amongRightToLeft: true) == ["דהו", "one", "אבג"])
    // In a language from left to right the names keep their places in the sentence.
    #expect(fragments(inlines, amongRightToLeft: false) == ["אבג", "one", "דהו"])
    #expect(fragments(["אבג ", .strong(["דהו"])], amongRightToLeft: false) == ["דהו", "אבג"])
  }

  @Test func titlesAreBalanced() {
    let style = PageStyle()
    let text = style.text(10, on: 14)
    var meter = TextMeter(EvenMeasurer())
    let runs = style.runs(of: ["aaaa bbbb cccc dddd"], text)
    #expect(meter.lines(of: runs, width: 75, text).map(\.string) == ["aaaa bbbb cccc", "dddd"])
    #expect(meter.balancedLines(of: runs, width: 75, text).map(\.string) == ["aaaa bbbb", "cccc dddd"])
  }
}

struct ColumnWidthsTests {
  private func widths(_ needs: [(Double, Double, Double)]) -> ColumnWidths {
    ColumnWidths(
      gaps: Array(repeating: 10, count: needs.count),
      needs: needs.map { ColumnWidths.Need(narrowest: $0.0, comfortable: $0.1, widest: $0.2) })
  }

  @Test func contentThatFitsFillsTheWidthInProportion() {
    #expect(widths([(10, 40, 60), (10, 20, 20)]).widths(within: 130) == [90, 30])
  }

  @Test func aSmallTableStaysSmall() {
    #expect(widths([(10, 20, 20), (10, 20, 20)]).widths(within: 500) == [26, 26])
  }

  @Test func longTextGetsWhatIsLeft() {
    #expect(widths([(10, 40, 300), (20, 20, 20)]).widths(within: 150) == [120, 20])
    #expect(widths([(10, 40, 300), (20, 20, 20)]).widths(within: 60) == [30, 20])
  }

  @Test func onlyTheLongestWordsAreBroken() {
    #expect(widths([(200, 200, 200), (20, 20, 20), (100, 100, 100)]).widths(within: 160) == [60, 20, 60])
  }
}
