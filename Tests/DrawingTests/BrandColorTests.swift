import Testing

@testable import Drawing

/// Pale colours of an organisation, darkened until they can be read.
@Suite struct BrandColorTests {
  private static let roles: [Theme.Role] = [.baseline, .proposal, .highlight, .good, .bad]

  @Test(
    "hues stay and roles can be told apart",
    arguments: [
      ["#D8DEE4", "#CDE8F6", "#FFE0C2", "#CFF2DC", "#FFD6D6"], ["#E6E6E6", "#E6E6FA", "#FFF2CC", "#DFF5E1", "#FADADD"],
      ["#BBBBBB", "#A8D8FF", "#FFD400", "#B2F2BB", "#FFB3B3"], ["#C0C8D0", "#FFC9DE", "#FFE8A3", "#C3FAE8", "#E5DBFF"],
    ])
  func paleColors(hexes: [String]) throws {
    for scheme in ["light", "dark"] {
      var theme = try Repository.theme()
      let asked = try hexes.map { try #require(Color(hex: $0)) }
      _ = theme.use(Dictionary(uniqueKeysWithValues: zip(Self.roles, asked)))
      let palette = scheme == "light" ? theme.light : theme.dark
      for (role, color) in zip(Self.roles, asked) {
        let used = palette[role]
        #expect(used.contrast(with: palette.paper) >= Theme.textContrast)
        let (tone, kin) = (TonedColor(color), TonedColor(used))
        guard tone.chroma > 0.01 else { continue }
        let turn = abs(tone.hue - kin.hue)
        #expect(min(turn, 2 * .pi - turn) < 0.12, "\(scheme): \(color.hex) became \(used.hex)")
        #expect(kin.chroma > 0.6 * tone.chroma || scheme == "dark", "\(color.hex) became the grey \(used.hex)")
        // On a dark ground pale colours can be read as they are, and stay as near to each other as they were asked.
        for other in Self.roles where other != role && scheme == "light" {
          let distance = TonedColor.distance(used, palette[other])
          #expect(distance >= Theme.distinct, "\(scheme): \(role) \(used.hex), \(other) \(palette[other].hex)")
        }
      }
    }
  }

  @Test("the same colour asked twice stays the same, whatever its contrast")
  func sameColor() throws {
    var theme = try Repository.theme()
    let yellow = try #require(Color(hex: "#FFD400"))
    let changes = theme.use([.proposal: yellow, .highlight: yellow])
    #expect(changes.count == 2 && theme.light.proposal == theme.light.highlight)
  }

  @Test("kin keep the hue at every lightness", arguments: ["#FFD400", "#0B6E99", "#CFF2DC", "#B3261E", "#777777"])
  func kin(hex: String) throws {
    let color = try #require(Color(hex: hex))
    let tone = TonedColor(color)
    #expect(TonedColor.distance(tone.at(tone.lightness), color) < 0.01 || tone.chroma < 0.004)
    for lightness in stride(from: 0.25, through: 0.85, by: 0.1) {
      let other = TonedColor(tone.at(lightness))
      #expect(abs(other.lightness - lightness) < 0.01)
      if tone.chroma > 0.01 { #expect(abs(other.hue - tone.hue) < 0.08) } else { #expect(other.chroma < 0.005) }
    }
  }
}
