import Drawing
import Testing

/// Scripts of both directions in one text.
@Suite struct TextDirectionTests {
  @Test(
    "a text runs from right to left where nothing in it runs the other way",
    arguments: [
      ("", nil), ("12.5 %", nil), ("Stock", false), ("上海配送中心", false), ("מרכז הפצה", true), ("مركز توزيع", true),
      ("“מרכז” releases most: $1.2M", false), ("מרכז keeps its promise", false), ("המלאי של Inter גדול מאוד", false),
      ("दिल्ली", false), ("São João", false),
    ])
  func direction(text: String, isRightToLeft: Bool?) {
    #expect(TextDirection.isRightToLeft([text]) == isRightToLeft)
  }

  @Test(
    "names that run against their sentence are isolated from what stands beside them",
    arguments: [
      ("“מרכז הפצה” (5): rises", "\u{200E}“\u{2067}מרכז הפצה\u{2069}” (5): rises"), ("מרכז הפצה", "מרכז הפצה"),
      ("Stock 12.5 %", "Stock 12.5 %"),
      ("מרכז 1, مركز 2 and others", "\u{200E}\u{2067}מרכז 1, مركز\u{2069} 2 and others"),
      ("המלאי של Inter", "\u{200E}\u{2067}המלאי של\u{2069} Inter"),
      ("حَلَبَ is a city", "\u{200E}\u{2067}حَلَبَ\u{2069} is a city"),
    ])
  func isolates(text: String, isolated: String) {
    #expect(TextDirection.isolated(text) == isolated)
    #expect(TextDirection.parts(text).map(\.text).joined() == text)
    #expect(TextDirection.isolated(isolated) == isolated)
  }

  @Test func aLineFollowsItsParagraph() {
    #expect(TextDirection.isolated("מרכז הפצה: 5", isRightToLeft: false) == "\u{200E}\u{2067}מרכז הפצה\u{2069}: 5")
    #expect(TextDirection.isolated("Inter 5", isRightToLeft: true) == "Inter 5")
    #expect(
      TextDirection.isolated("המלאי של Inter גדול", isRightToLeft: true)
        == "\u{200F}המלאי של \u{2066}Inter\u{2069} גדול")
    #expect(TextDirection.isRightToLeft(["המלאי של Inter גדול"], amongRightToLeft: true) == true)
    #expect(TextDirection.isRightToLeft(["Stock of מרכז"], amongRightToLeft: true) == false)
  }
}
