import Drawing
import Foundation
import Testing

@Suite struct ThemeTests {
  @Test func readsEveryRole() throws {
    let theme = try Repository.theme()
    #expect(theme.family == "Inter")
    #expect(theme.text.hex == "#1A1F24")
    #expect(theme.proposal == theme.light[.proposal])
    #expect(theme.bandOpacity == 0.16)
    #expect(theme.dark.paper.hex == "#14181C")
    #expect(theme.light.customProperties.hasPrefix("--text: #1A1F24; --muted: #5F6B76; "))
    #expect(theme.light.customProperties.hasSuffix(" --bad: #B3261E;"))
  }

  @Test func wordsAndMarksStandOutInBothSchemes() throws {
    let theme = try Repository.theme()
    for palette in [theme.light, theme.dark] {
      for role in Theme.Role.allCases where role != .grid && role != .paper {
        let ratio = palette[role].contrast(with: palette.paper)
        #expect(ratio >= 4.5, "\(role) has \(ratio)")
      }
      #expect(palette.grid.contrast(with: palette.paper) < 3, "the grid is weaker than every mark")
    }
  }

  @Test func namesWhatIsWrong() throws {
    func reason(_ change: (inout String) -> Void) throws -> String {
      var json = String(decoding: try Repository.bytes("Assets/theme.json"), as: UTF8.self)
      change(&json)
      do {
        _ = try Theme(json: Array(json.utf8))
        return "none"
      } catch {
        return error.description
      }
    }
    #expect(try reason { _ in } == "none")
    #expect(try reason { $0 = "nonsense" } == "the theme cannot be used: it is not JSON")
    #expect(try reason { $0 = "{}" } == "the theme cannot be used: family is missing")
    #expect(
      try reason { $0.replace("#5F6B76", with: "grey") }
        == "the theme cannot be used: light.muted is \"grey\" and not #RRGGBB")
    #expect(
      try reason { $0.replace("\"good\"", with: "\"fine\"") } == "the theme cannot be used: light.fine is no role")
    #expect(
      try reason { $0.replace("0.16", with: "\"a\"") } == "the theme cannot be used: bandOpacity has the wrong type")
    #expect(
      try reason { $0.replace("0.16", with: "16") } == "the theme cannot be used: bandOpacity is not between 0 and 1")
  }

  @Test func contrastFollowsTheGuidelines() {
    #expect(Color.black.contrast(with: .white) == 21)
    #expect(Color.white.contrast(with: .white) == 1)
    #expect(abs((Color(hex: "#777777") ?? .black).contrast(with: .white) - 4.48) < 0.01)
  }
}
