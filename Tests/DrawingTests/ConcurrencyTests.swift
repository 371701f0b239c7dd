import Drawing
import Testing

@Suite struct ConcurrencyTests {
  @Test func severalTasksGiveTheSameBytes() async throws {
    let scene = SampleScenes.bars(try Repository.theme())
    let expected = try Self.renderings(of: scene)
    try await withThrowingTaskGroup(of: [[UInt8]].self) { group in
      for _ in 0..<8 { group.addTask { try Self.renderings(of: scene) } }
      for try await renderings in group { #expect(renderings == expected) }
    }
  }

  private static func renderings(of scene: Scene) throws -> [[UInt8]] {
    let engine = TextEngine()
    return [
      try PNGWriter.png(scene, text: engine), try PDFDocument.single(scene, text: engine),
      Array(SVGWriter.svg(scene, idPrefix: "f").utf8),
    ]
  }
}
