public import Drawing

/// The size of the sheet, in points.
public struct Paper: Sendable, Equatable {
  /// Upright size.
  public var size: Size

  /// Makes a paper.
  public init(_ size: Size) { self.size = size }

  /// 210 mm × 297 mm.
  public static let a4 = Paper(Size(595.276, 841.89))
  /// 8.5 in × 11 in.
  public static let letter = Paper(Size(612, 792))
}

/// A font with its colour and the distance of its lines.
public struct TextStyle: Sendable, Hashable {
  /// How the letters look.
  public var font: Font
  /// Their colour.
  public var color: Color
  /// Distance of two baselines, in points.
  public var lineHeight: Double

  /// Makes a text style.
  public init(_ font: Font, color: Color, lineHeight: Double) {
    self.font = font
    self.color = color
    self.lineHeight = lineHeight
  }
}

/// How pages look: the sheet, the colours by role and the styles of text.
public struct PageStyle: Sendable, Equatable {
  /// Colours by role.
  public struct Palette: Sendable, Equatable {
    /// Running text.
    public var text: Color
    /// Captions, sources, page numbers.
    public var muted: Color
    /// Hairlines.
    public var grid: Color
    /// The one colour of the brand.
    public var accent: Color
    /// A welcome change.
    public var good: Color
    /// An unwelcome one.
    public var bad: Color

    /// Makes a palette.
    public init(text: Color, muted: Color, grid: Color, accent: Color, good: Color, bad: Color) {
      self.text = text
      self.muted = muted
      self.grid = grid
      self.accent = accent
      self.good = good
      self.bad = bad
    }
  }

  /// The words that the layout itself writes.
  public struct Wording: Sendable, Equatable {
    /// Follows the caption of a table that began on an earlier page.
    public var continued = "(continued)"
    /// Precedes the page number.
    public var page = "Page"
    /// Stands between page number and page count.
    public var of = "of"
    /// Precedes the number of a part of a table that is wider than a page.
    public var part = "part"

    /// English.
    public init() {}
  }

  /// The sheet.
  public var paper: Paper
  /// White on each side of a page, in points.
  public var margin: Double
  /// Colours by role.
  public var palette: Palette
  /// Family of all text but code.
  public var family: String
  /// Family of code.
  public var codeFamily: String
  /// Type size of table cells, in points.
  public var tableSize = 8.5
  /// The smallest type size a wide table may shrink to, in points.
  public var smallestTableSize = 6.5
  /// Whether the language of the document is written from right to left.
  public var runsFromRightToLeft = false
  /// The words that the layout itself writes.
  public var wording = Wording()

  /// Makes a style.
  public init(
    paper: Paper = .a4, palette: Palette = .standard, family: String = "Inter", codeFamily: String = "DejaVu Sans Mono"
  ) {
    self.paper = paper
    self.margin = Self.millimetre * 18
    self.palette = palette
    self.family = family
    self.codeFamily = codeFamily
  }

  /// Makes a style with the colours and families of a theme.
  public init(theme: Theme, paper: Paper = .a4) {
    self.init(
      paper: paper, palette: Palette(theme), family: theme.family, codeFamily: theme.codeFamily)
  }

  /// One millimetre, in points.
  static let millimetre = 72 / 25.4
}

extension PageStyle.Palette {
  /// Text, greys and roles that reach 4.5:1 on white, with one blue accent.
  public static let standard = PageStyle.Palette(
    text: .rgb(0x1A1F24), muted: .rgb(0x5F6B76), grid: .rgb(0xE3E7EB), accent: .rgb(0x0B6E99), good: .rgb(0x00785A),
    bad: .rgb(0xB3261E))

  /// The light colours of a theme, its proposal colour as the accent.
  public init(_ theme: Theme) {
    self.init(
      text: theme.text, muted: theme.muted, grid: theme.grid, accent: theme.proposal, good: theme.good,
      bad: theme.bad)
  }

  /// The accent as a ground for white words: as dark as these need.
  var field: Color { accent.darkened(untilContrastWith: .white, is: Theme.textContrast) }

  /// The colour of a tone.
  func color(of tone: Tone) -> Color {
    switch tone {
    case .good: good
    case .bad: bad
    case .neutral: text
    case .muted: muted
    }
  }
}

extension Color {
  /// A colour from its hexadecimal digits.
  static func rgb(_ value: Int) -> Color {
    Color(
      red: Double(value >> 16 & 255) / 255, green: Double(value >> 8 & 255) / 255, blue: Double(value & 255) / 255)
  }
}
