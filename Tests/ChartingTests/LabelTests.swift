import Drawing
import Testing

@testable import Charting

@Suite struct LabelTests {
  @Test func stackKeepsOrderAndMovesLittle() {
    let wishes = [
      LabelStack.Wish(center: 50, extent: 10), .init(center: 52, extent: 10), .init(center: 90, extent: 10),
    ]
    #expect(LabelStack.centers(wishes, from: 0, to: 100) == [46, 56, 90])
  }

  @Test func stackStaysInsideItsRange() {
    let wishes = [
      LabelStack.Wish(center: -40, extent: 12), .init(center: -50, extent: 8), .init(center: 400, extent: 10),
    ]
    #expect(LabelStack.centers(wishes, from: 0, to: 100) == [14, 4, 95])
  }

  @Test func stackSeparatesEqualWishes() {
    let wishes = [LabelStack.Wish](repeating: .init(center: 40, extent: 9), count: 5)
    #expect(LabelStack.centers(wishes, from: 0, to: 200) == [22, 31, 40, 49, 58])
  }

  @Test func thinningKeepsEveryNth() {
    let spans = (0..<10).map { (start: Double($0) * 10, end: Double($0) * 10 + 14) }
    #expect(LabelThinning.kept(spans, gap: 2) == [0, 2, 4, 6, 8])
    #expect(LabelThinning.kept([], gap: 2).isEmpty)
    #expect(LabelThinning.kept([(start: 0, end: 1)], gap: 2) == [0])
  }

  @Test func fieldNeverUsesAPlaceTwice() {
    var field = LabelField(area: Rectangle(x: 0, y: 0, width: 100, height: 100))
    let boxes = (0..<12).compactMap { _ in field.place(Size(20, 10), around: Point(50, 50), gap: 3) }
    #expect(boxes.count == 4)
    for (index, box) in boxes.enumerated() { #expect(!boxes[..<index].contains(where: box.overlaps)) }
  }
}
