import Foundation

/// How everything looks: colours by role for a light and a dark scheme, and the families of type.
///
/// A role asked of the theme itself (`theme.proposal`) is the light one, which print and pictures use; a page on a
/// screen switches between both schemes by CSS variables.
@dynamicMemberLookup
public struct Theme: Sendable, Equatable {
  /// What a colour stands for; the raw value names it in the file and, after `--`, in style sheets.
  public enum Role: String, Sendable, CaseIterable {
    /// Words and figures.
    case text
    /// Axes, sources and remarks.
    case muted
    /// Grid lines and hairlines.
    case grid
    /// The ground.
    case paper
    /// What is, or what one compares with.
    case baseline
    /// What is proposed; the one accent of a page.
    case proposal
    /// What deserves attention.
    case highlight
    /// A welcome change.
    case good
    /// An unwelcome change.
    case bad

    /// Where a palette has it.
    fileprivate var place: WritableKeyPath<Palette, Color> {
      switch self {
      case .text: \.text
      case .muted: \.muted
      case .grid: \.grid
      case .paper: \.paper
      case .baseline: \.baseline
      case .proposal: \.proposal
      case .highlight: \.highlight
      case .good: \.good
      case .bad: \.bad
      }
    }
  }

  /// One colour for each role.
  public struct Palette: Sendable, Equatable {
    /// Words and figures.
    public var text: Color
    /// Axes, sources and remarks.
    public var muted: Color
    /// Grid lines and hairlines.
    public var grid: Color
    /// The ground.
    public var paper: Color
    /// What is, or what one compares with.
    public var baseline: Color
    /// What is proposed; the one accent of a page.
    public var proposal: Color
    /// What deserves attention.
    public var highlight: Color
    /// A welcome change.
    public var good: Color
    /// An unwelcome change.
    public var bad: Color

    /// The colour of a role.
    public subscript(role: Role) -> Color {
      get { self[keyPath: role.place] }
      set { self[keyPath: role.place] = newValue }
    }

    /// The palette as CSS variables in the order of the roles: `--text: #1A1F24; --muted: …;`.
    public var customProperties: String {
      Role.allCases.map { "--\($0.rawValue): \(self[$0].hex);" }.joined(separator: " ")
    }
  }

  /// Colours on white, for print, pictures and light screens.
  public var light: Palette
  /// Their twins on a dark ground.
  public var dark: Palette
  /// Family of all text but code.
  public var family: String
  /// Families tried when that one is missing or lacks a character.
  public var fallbackFamilies: [String]
  /// Family of code.
  public var codeFamily: String
  /// Opacity of a role's colour where it fills a band, 0 to 1.
  public var bandOpacity: Double

  /// The light colour of a role.
  public subscript(dynamicMember role: KeyPath<Palette, Color>) -> Color { light[keyPath: role] }
}

extension Theme {
  /// Reads a theme from JSON: `family`, `fallbackFamilies`, `codeFamily`, `bandOpacity`, and under `light` and `dark`
  /// one `#RRGGBB` for each role; throws `invalidTheme` with what is wrong.
  public init(json: [UInt8]) throws(DrawingError) {
    let file: ThemeFile
    do {
      file = try JSONDecoder().decode(ThemeFile.self, from: Data(json))
    } catch {
      throw .invalidTheme(Self.reason(of: error))
    }
    guard (0...1).contains(file.bandOpacity) else { throw .invalidTheme("bandOpacity is not between 0 and 1") }
    guard !file.family.isEmpty else { throw .invalidTheme("family is empty") }
    light = try Palette(file.light, scheme: "light")
    dark = try Palette(file.dark, scheme: "dark")
    family = file.family
    fallbackFamilies = file.fallbackFamilies
    codeFamily = file.codeFamily
    bandOpacity = file.bandOpacity
  }

  /// One sentence of the decoder's error.
  private static func reason(of error: any Error) -> String {
    guard let error = error as? DecodingError else { return "it is not JSON" }
    switch error {
    case .keyNotFound(let key, _): return "\(key.stringValue) is missing"
    case .typeMismatch(_, let context), .valueNotFound(_, let context):
      return context.codingPath.map(\.stringValue).joined(separator: ".") + " has the wrong type"
    default: return "it is not JSON"
    }
  }
}

/// The file as written.
private struct ThemeFile: Decodable {
  let family: String
  let fallbackFamilies: [String]
  let codeFamily: String
  let bandOpacity: Double
  let light: [String: String]
  let dark: [String: String]
}

extension Theme.Palette {
  fileprivate init(_ colors: [String: String], scheme: String) throws(DrawingError) {
    func color(_ role: Theme.Role) throws(DrawingError) -> Color {
      guard let hex = colors[role.rawValue] else { throw .invalidTheme("\(scheme).\(role.rawValue) is missing") }
      guard let color = Color(hex: hex) else {
        throw .invalidTheme("\(scheme).\(role.rawValue) is \"\(hex)\" and not #RRGGBB")
      }
      return color
    }
    if let unknown = colors.keys.filter({ Theme.Role(rawValue: $0) == nil }).min() {
      throw .invalidTheme("\(scheme).\(unknown) is no role")
    }
    text = try color(.text)
    muted = try color(.muted)
    grid = try color(.grid)
    paper = try color(.paper)
    baseline = try color(.baseline)
    proposal = try color(.proposal)
    highlight = try color(.highlight)
    good = try color(.good)
    bad = try color(.bad)
  }
}
