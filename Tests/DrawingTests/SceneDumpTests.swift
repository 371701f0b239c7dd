import Drawing
import Testing

@Suite struct SceneDumpTests {
  @Test func writesAScene() throws {
    try Recording.expect(SceneDump.text(SampleScenes.bars(try Repository.theme())), isRecordedAs: "bars.txt")
  }

  @Test func showsWhatOtherRenderersWouldHide() {
    #expect(
      SceneDump.text(SampleScenes.broken()) == """
        scene 20 x 20 "Broken"
          shape M 0 nan L 1 1 stroke #000000 1
          text "lost" at inf 0 start Inter 9 400 #000000
          shape M 0 0 L 1.01 0 stroke #000000 0.5

        """)
  }

  @Test func keepsStringsOnOneLine() {
    let text = SceneText("a\"b\\c\nd\u{1}\u{2028}ü", font: Font(size: 7), color: .black, at: Point(0, 0), anchor: .end)
    let dump = SceneDump.text(Scene(size: Size(1, 1), title: "", summary: "", elements: [.text(text)]))
    #expect(
      dump == """
        scene 1 x 1 ""
          text "a\\"b\\\\c\\nd\\u{1}\\u{2028}ü" at 0 0 end Inter 7 400 #000000

        """)
  }
}
