/// Why a picture or a document could not be made.
public enum DrawingError: Error, Sendable, Equatable {
  /// A picture or page without a positive finite size, or larger than the format allows; in points.
  case invalidSize(width: Double, height: Double)
  /// A coordinate that is not a number, infinite or far beyond any page; names the thing that was drawn.
  case invalidCoordinate(String)
  /// A link or an outline entry leads to a destination that no page holds.
  case missingDestination(String)
  /// Two places of a document have the same destination name.
  case duplicateDestination(String)
  /// A structure element stands where the structure rules of PDF do not allow it.
  case misplacedStructure(child: String, parent: String)
  /// A document without a page.
  case noPages
  /// Cairo refused; its own words.
  case cairo(String)
  /// The bytes of a document are not as the reader expects them; what it met.
  case unreadableDocument(String)
  /// The file of a theme cannot be used; why.
  case invalidTheme(String)
  /// The bytes of a picture cannot be drawn; why.
  case unreadableImage(String)
  /// Compression failed with this status of zlib.
  case compression(Int)
}

extension DrawingError: CustomStringConvertible {
  /// One sentence for people.
  public var description: String {
    switch self {
    case .invalidSize(let width, let height): "a picture cannot be \(width) by \(height) points large"
    case .invalidCoordinate(let what): "\(what) has a coordinate that is not a usable number"
    case .missingDestination(let name): "a link leads to \"\(name)\", which no page holds"
    case .duplicateDestination(let name): "two places are called \"\(name)\""
    case .misplacedStructure(let child, let parent): "a structure element \(child) cannot stand in \(parent)"
    case .noPages: "a document needs at least one page"
    case .cairo(let message): "Cairo reports: \(message)"
    case .unreadableDocument(let what): "the PDF could not be completed: \(what)"
    case .invalidTheme(let reason): "the theme cannot be used: \(reason)"
    case .unreadableImage(let reason): "the picture cannot be used: \(reason)"
    case .compression(let status): "zlib failed with status \(status)"
    }
  }
}
