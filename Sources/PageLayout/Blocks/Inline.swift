public import Drawing

/// A stretch of text inside a block.
public indirect enum Inline: Sendable, Equatable {
  /// Plain text; any run of white space counts as one space.
  case text(String)
  /// Text that weighs more.
  case strong([Inline])
  /// Text that leans.
  case emphasis([Inline])
  /// Text as a machine writes it.
  case code(String)
  /// Text in the colour of a role.
  case toned([Inline], Tone)
  /// Text that leads to an address or to the anchor of a heading, table or figure.
  case link([Inline], to: LinkTarget)
  /// The end of a line.
  case lineBreak
}

/// What a colour says.
public enum Tone: Sendable, Equatable { case good, bad, neutral, muted }

extension Inline: ExpressibleByStringLiteral {
  /// Plain text.
  public init(stringLiteral value: String) { self = .text(value) }
}

extension [Inline] {
  /// The letters alone, without any style.
  public var plainText: String {
    map { inline in
      switch inline {
      case .text(let string), .code(let string): string
      case .strong(let inner), .emphasis(let inner), .toned(let inner, _), .link(let inner, _): inner.plainText
      case .lineBreak: " "
      }
    }.joined()
  }
}
