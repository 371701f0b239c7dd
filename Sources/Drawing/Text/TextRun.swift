/// A piece of a paragraph that looks the same throughout.
public struct TextRun: Sendable, Equatable {
  /// The text; line breaks in it count as spaces.
  public var string: String
  /// How it looks.
  public var font: Font
  /// Its colour.
  public var color: Color
  /// Where a click leads, if anywhere.
  public var link: LinkTarget?
  /// Whether a line runs below it.
  public var underlined: Bool

  /// Makes a run.
  public init(_ string: String, font: Font, color: Color, link: LinkTarget? = nil, underlined: Bool = false) {
    self.string = string
    self.font = font
    self.color = color
    self.link = link
    self.underlined = underlined
  }
}

/// Where a link leads.
public enum LinkTarget: Sendable, Hashable {
  /// An address outside the document.
  case uri(String)
  /// A named place of the same document (`Canvas.destination`).
  case destination(String)
}

/// Where the lines of a paragraph stand in its width; start is left, and right for right-to-left text.
public enum TextAlignment: Sendable { case start, center, end }
