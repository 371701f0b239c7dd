import Testing

@testable import PageLayout

/// Where pages end, chosen among measured chunks alone.
struct PageBreaksTests {
  private static let pageHeight = 700.0

  /// Chunks as high as given, one below the other, with what it costs to end a page after each.
  private func chunks(_ heights: [(height: Double, cost: Double)]) -> [PageChunk] {
    heights.map { height, cost in
      var piece = Piece(height: height)
      piece.breakCost = cost
      return PageChunk([piece], repeatedHeads: [])
    }
  }

  /// Lines that may part anywhere.
  private func text(_ count: Int) -> [(height: Double, cost: Double)] { Array(repeating: (14, 0), count: count) }

  /// Pieces that rather stand together.
  private func group(_ count: Int, _ height: Double, _ cost: Double) -> [(height: Double, cost: Double)] {
    (0..<count).map { (height, $0 == count - 1 ? 0 : cost) }
  }

  /// How many chunks each page has.
  private func counts(_ parts: [(height: Double, cost: Double)]...) -> [Int] {
    let chunks = chunks(parts.flatMap { $0 })
    let pages = PageBreaks.pages(of: chunks, pageHeight: Self.pageHeight)
    #expect(pages.flatMap(\.chunks) == Array(chunks.indices))
    #expect(pages.allSatisfy { $0.scale == 1 })
    return pages.map(\.chunks.count)
  }

  @Test func aPageOfTextIsFilled() {
    #expect(counts(text(120)) == [50, 50, 20])
  }

  @Test func aShortParagraphStaysWholeWhereLittleWhiteIsLeft() {
    // Six lines, of which four would fit: 8 % of the page stay white instead.
    #expect(counts(text(46), group(6, 14, BreakCost.shortParagraph), text(30)) == [46, 36])
  }

  @Test func aLongParagraphFillsThePage() {
    #expect(counts(text(41), group(20, 14, BreakCost.paragraph), text(30)) == [50, 41])
  }

  @Test func aShortListRatherStaysWholeThanAParagraph() {
    // 18 % of the page stay white for a list, not for a paragraph.
    #expect(counts(text(41), group(10, 14, BreakCost.shortList), text(30)) == [41, 40])
    #expect(counts(text(41), group(10, 14, BreakCost.shortParagraph), text(30)) == [50, 31])
  }

  @Test func aSmallTableStaysWholeWhereAFifthOfThePageStaysWhite() {
    #expect(counts(text(40), group(14, 16, BreakCost.smallTable), text(30)) == [40, 44])
    // 36 % of the page would stay white.
    let split = counts(text(32), group(20, 16, BreakCost.smallTable), text(60))
    #expect(split[0] > 32 && split[0] < 52)
  }

  @Test func theLastWordsOfASectionTakeALineAlong() {
    // A page of text, then two lines that should not stand alone: whatever stands above them comes with them.
    let lines = text(49) + [(14, BreakCost.sectionEnd)] + [(28, 0)]
    #expect(counts(lines, [(20, 0)], text(20)) == [49, 23])
  }

  /// Against all ways to end pages: none is cheaper.
  @Test func noOtherBreaksAreCheaper() {
    var state: UInt64 = 11
    func random(_ limit: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int(state >> 33) % limit
    }
    let costs = [0, BreakCost.paragraph, BreakCost.shortParagraph, BreakCost.shortList, BreakCost.smallTable]
    for _ in 0..<200 {
      let parts = (0..<11).map { _ in (height: Double(40 + random(260)), cost: costs[random(costs.count)]) }
      let pages = PageBreaks.pages(of: chunks(parts), pageHeight: Self.pageHeight)
      let chosen = cost(of: pages.map(\.chunks.count), parts)
      #expect(abs(chosen - cheapest(parts)) < 1e-9)
    }
  }

  /// The cost of pages with so many chunks each: pages, white, breaks, and a last page with hardly anything on it.
  private func cost(of counts: [Int], _ parts: [(height: Double, cost: Double)]) -> Double {
    var start = 0
    var total = 0.0
    for count in counts {
      let end = start + count
      let height = parts[start..<end].reduce(0) { $0 + $1.height }
      guard height <= Self.pageHeight else { return .infinity }
      let white = 1 - height / Self.pageHeight
      total += 1
      if end < parts.count {
        total += 10 * white * white + 60 * max(0, white - 0.205) + parts[end - 1].cost
      } else if white > 0.85 {
        total += 0.5
      }
      start = end
    }
    return total
  }

  private func cheapest(_ parts: [(height: Double, cost: Double)]) -> Double {
    (0..<1 << (parts.count - 1)).reduce(.infinity) { best, mask in
      var counts = [1]
      for place in 0..<(parts.count - 1) {
        if mask >> place & 1 == 1 { counts.append(1) } else { counts[counts.count - 1] += 1 }
      }
      return min(best, cost(of: counts, parts))
    }
  }
}
